import type { Bill, MatchReport } from '@gantry/core';
import type { Scope } from '../../kernel/db/index.ts';

/** Packages and their matches, kept once per package identity. */
export interface Matching {
  /** Stores which packages an image has. Repeatable: what was there for the image is replaced. Runs in the caller's transaction. */
  record(scope: Scope, digest: string, bill: Bill): Promise<void>;
  /** Matches those identities of the image that the current advisories have not seen. Repeatable, outside of any transaction. */
  refresh(scope: Scope, digest: string): Promise<void>;
  /** The report of an image by the stored matches (after `refresh` when they are out of date). */
  report(scope: Scope, digest: string, bill: Bill): Promise<MatchReport>;
  /** The report of a bill of which nothing is stored. */
  reportOf(bill: Bill): Promise<MatchReport>;
}

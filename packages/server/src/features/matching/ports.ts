import type { Bill, FileIndex, MalwareScan, Match, MatchReport } from '@gantry/core';
import type { Scope } from '../../kernel/db/index.ts';

/** Since when a match is known, and since when a fix is. */
export interface MatchTimes {
  readonly detectedAt: Date;
  readonly fixObservedAt: Date | null;
}

/** The report of an image by the stored matches. */
export interface ImageReport {
  readonly report: MatchReport;
  /** Of a match of this report; null when the report was made without the stored matches. */
  times(match: Match): MatchTimes | null;
}

/** Files that lists of malicious digests name. */
export interface ListedFiles {
  /** Digest of the advisories that the lists belong to. */
  readonly advisories: string;
  /** Null when no list is loaded. */
  readonly scan: MalwareScan | null;
}

/** Packages and their matches, kept once per package identity. */
export interface Matching {
  /**
   * Stores which packages an image has. Repeatable: what was there for the image is replaced. Runs in the caller's transaction,
   * at most once in each: identities are shared by all images, and their order is what keeps writers from waiting for each other.
   */
  record(scope: Scope, digest: string, bill: Bill): Promise<void>;
  /**
   * Matches those identities of the image that the current advisories have not seen; all of them by `force`. Repeatable, outside
   * of any transaction. ADVISORIES_NONE.
   */
  refresh(scope: Scope, digest: string, options?: { readonly force?: boolean }): Promise<void>;
  /**
   * The report of an image by the stored matches (after `refresh` when they are out of date): what `findMatches` says of the bill.
   * MATCHING_TOO_MANY.
   */
  report(scope: Scope, digest: string, bill: Bill): Promise<MatchReport>;
  /** The same with the times of the matches. */
  imageReport(scope: Scope, digest: string, bill: Bill): Promise<ImageReport>;
  /** The report of a bill of which nothing is stored, with at most so many matches. MATCHING_TOO_MANY. */
  reportOf(bill: Bill, most?: number): Promise<MatchReport>;
  /** Looks the digests of files up in the lists of malicious ones. ADVISORIES_NONE. */
  listedFiles(files: FileIndex): Promise<ListedFiles>;
  /** Has every identity that images use matched anew in the background, after the advisories changed. */
  scheduleRematch(): Promise<void>;
}

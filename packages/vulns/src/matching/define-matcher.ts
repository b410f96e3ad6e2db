import type { Distro, MatchEvidence, Package, PackageKind } from '@gantry/core';
import type { AdvisoryStore, AffectedRow } from '../store/types.ts';

/** A row that affects a package, with the proof. */
export interface Candidate {
  readonly row: AffectedRow;
  readonly evidence: MatchEvidence;
}

/** What a matcher says of one package. */
export interface MatcherAnswer {
  readonly candidates: readonly Candidate[];
  /** Ids of advisories that name the package and do not affect this version: they may contradict a candidate. */
  readonly excluded?: readonly string[];
  /** Rows that could not be compared, with the reason. */
  readonly undecided: readonly { readonly advisory: string; readonly because: string }[];
  /** Why nothing at all could be compared; null when something was. */
  readonly notEvaluated: {
    readonly reason: 'no-version' | 'unreadable-version' | 'no-data' | 'unknown-kind';
    readonly because: string;
  } | null;
}

/** Brings packages of some kinds together with advisories. */
export interface Matcher {
  /** Same as the folder. */
  readonly name: string;
  readonly about: string;
  readonly kinds: readonly PackageKind[];
  match(pkg: Package, context: { readonly store: AdvisoryStore; readonly distro: Distro | null }): MatcherAnswer;
}

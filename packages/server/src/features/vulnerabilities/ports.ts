import type { NvdDataList, PackageVulnerability, VendorDataList } from '@gantry/contract';
import type { Bill, CvssScore, ExploitForecast, Match, MatchReport, Package } from '@gantry/core';
import type { MatchTimes } from '../matching/ports.ts';

/** Which vulnerabilities a reply shows, and how much of each. */
export interface Wanted {
  readonly type: 'os' | 'non-os' | 'all';
  /** Leaves out what the vendor said it will not fix. */
  readonly vendorOnly: boolean;
  readonly descriptions: boolean;
}

/** A match with its package, to be shown. */
export interface ShownMatch {
  readonly pkg: Package;
  readonly match: Match;
}

/** CVSS data of a vulnerability as the wire has it. */
export interface ScoreData {
  readonly nvd_data: NvdDataList;
  readonly vendor_data: VendorDataList;
}

/** What the scores belong to. */
export interface Scored {
  /** Null when no CVE is known. */
  readonly cve: string | null;
  readonly advisory: string;
  readonly feed: string;
  readonly scores: readonly CvssScore[];
  readonly knownExploited: boolean;
  /** Null when no forecast is known. */
  readonly epss: ExploitForecast | null;
}

/** How vulnerabilities look on the wire: the same in every reply. */
export interface Vulnerabilities {
  /** The matches of a report that are wanted, with their packages, in the order of the report. */
  select(bill: Bill, report: MatchReport, wanted: Wanted): ShownMatch[];
  /** One match. `times`: null when it is not stored; then it was detected at `now`. */
  toWire(
    shown: ShownMatch,
    more: { readonly times: MatchTimes | null; readonly now: Date; readonly description: string | null },
  ): PackageVulnerability;
  /** The text of an advisory, or null when it is not loaded or has none. */
  description(match: Pick<Match, 'advisory' | 'summary'>): string | null;
  scoreData(scored: Scored): ScoreData;
  /** `debian:12`, `github:npm`: where the word of an advisory about an ecosystem comes from. */
  feedGroup(advisory: string, ecosystem: string): string;
}

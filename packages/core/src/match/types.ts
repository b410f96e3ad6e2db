import type { KnownExploited } from '../advisory/types.ts';
import type { CvssScore, Severity } from '../severity/types.ts';
import type { SchemeName } from '../versions/_shared/scheme.ts';

/** Why a package and an advisory were brought together: what was searched, what was found, how it was compared. */
export interface MatchEvidence {
  /** Matcher (folder name). */
  readonly matcher: string;
  /** `exact-direct`: by the package's own name. `exact-indirect`: by its source package. */
  readonly how: 'exact-direct' | 'exact-indirect';
  readonly searched: {
    readonly ecosystem: string;
    readonly name: string;
    readonly version: string;
  };
  readonly scheme: SchemeName;
  /** The stretch in words of the scheme: `>=2.0.0, <2.15.0`; or `listed` when the version was named one by one. */
  readonly range: string;
  readonly listed: boolean;
}

/** Whether and where a fix exists. */
export interface Fix {
  readonly state: 'fixed' | 'not-fixed' | 'wont-fix' | 'unknown';
  /** Versions that are not affected, lowest first, only those above the installed one. */
  readonly versions: readonly string[];
}

/** Another source's different word on the same vulnerability and package. */
export interface Disagreement {
  readonly advisory: string;
  readonly says: string;
}

/** A package that an advisory affects. */
export interface Match {
  readonly packageId: string;
  /** The advisory that decided. */
  readonly advisory: string;
  readonly feed: string;
  /** The name people use: the CVE when there is one, else the advisory's id. */
  readonly vulnerability: string;
  /** Every other id of it. */
  readonly aliases: readonly string[];
  readonly severity: Severity;
  readonly scores: readonly CvssScore[];
  readonly summary: string;
  readonly fix: Fix;
  readonly knownExploited: KnownExploited | null;
  readonly malicious: boolean;
  readonly informational: string | null;
  readonly published: string | null;
  readonly modified: string | null;
  readonly url: string | null;
  readonly evidence: MatchEvidence;
  /** Other advisories of the same vulnerability that matched too and were folded into this one. */
  readonly alsoFrom: readonly string[];
  readonly disagreements: readonly Disagreement[];
}

/** A package that could not be compared: never clean. */
export interface NotEvaluated {
  readonly packageId: string;
  /** `no-version`, `unreadable-version`, `no-data` (no advisories for its ecosystem are loaded), `unknown-kind`, `unreadable-range`. */
  readonly reason: 'no-version' | 'unreadable-version' | 'no-data' | 'unknown-kind' | 'unreadable-range';
  readonly because: string;
  readonly advisory?: string;
}

/** Which data answered. */
export interface AdvisoryDataFacts {
  /** Digest of the database file. */
  readonly digest: string;
  /** RFC 3339 UTC. */
  readonly builtAt: string;
  /** True while only the starter set that ships with Gantry is loaded. */
  readonly starter: boolean;
  readonly sources: readonly AdvisorySourceFacts[];
}

/** What a report knows of one source of its advisories: how much it holds and how old it is. */
export interface AdvisorySourceFacts {
  /** `osv`, `kev`, `starter`. */
  readonly feed: string;
  /** OSV ecosystem family (`Debian`, `npm`) or the feed's own name. */
  readonly ecosystem: string;
  /** Releases that the records name (`Debian:12`, `Alpine:v3.19`); empty for language ecosystems. */
  readonly releases: readonly string[];
  readonly records: number;
  /** When it was fetched, and the newest `modified` inside; RFC 3339 UTC. */
  readonly fetchedAt: string;
  readonly newestRecord: string | null;
}

/** What matching found and what it could not do. */
export interface MatchReport {
  /** Sorted by package name, then vulnerability. */
  readonly matches: readonly Match[];
  readonly notEvaluated: readonly NotEvaluated[];
  /** Packages not matched on their own because a distro package that was matched owns them: package id to owner id. */
  readonly coveredByOwner: Readonly<Record<string, string>>;
  readonly data: AdvisoryDataFacts;
}

import type { KnownExploited } from '../advisory/types.ts';
import type { MalwareScan } from '../inspection/types.ts';
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

/** The forecast of FIRST's Exploit Prediction Scoring System. */
export interface ExploitForecast {
  /** Probability of exploitation in the next 30 days, 0 to 1. */
  readonly score: number;
  /** Share of all scored vulnerabilities with the same or a lower score, 0 to 1. */
  readonly percentile: number;
  /** The day of the scores, `2026-08-22`. */
  readonly date: string;
}

/** The decision points of CISA's SSVC that timelines ask for. */
export interface Ssvc {
  readonly automatable: boolean;
  readonly technicalImpact: 'partial' | 'total';
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
  /** Null: no score is known; absent: no scores were looked up. */
  readonly epss?: ExploitForecast | null;
  /** Null: CISA published none; absent: none was looked up. */
  readonly ssvc?: Ssvc | null;
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

/** The support of a product cycle that an artifact holds. Dates are RFC 3339 days; true and false stand where a source gives no date. */
export interface Lifecycle {
  /** Null: the distribution itself. */
  readonly packageId: string | null;
  /** The product's name in the feed (`python`, `debian`), its label for people, and its cycle (`3.8`). */
  readonly product: string;
  readonly label: string;
  readonly cycle: string;
  /** End of active support, of security support, and of paid or extended support. */
  readonly endOfActiveSupport: string | boolean | null;
  readonly endOfLife: string | boolean | null;
  readonly endOfExtendedSupport: string | boolean | null;
  readonly latest: string | null;
  readonly lts: boolean;
  /** How the package was recognised: `purl`, `cpe`, `distro`. */
  readonly how: string;
}

/** A distribution or package whose support could not be told: of a known product, but not of a cycle that its data tells apart. */
export interface UnsureLifecycle {
  /** Null: the distribution itself. */
  readonly packageId: string | null;
  /** The product's name in the feed; null when the feed has no data of the distribution. */
  readonly product: string | null;
  readonly because: string;
}

/** What matching found and what it could not do. */
export interface MatchReport {
  /** Sorted by package name, then vulnerability. */
  readonly matches: readonly Match[];
  readonly notEvaluated: readonly NotEvaluated[];
  /** Packages not matched on their own because a distro package that was matched owns them: package id to owner id. */
  readonly coveredByOwner: Readonly<Record<string, string>>;
  readonly data: AdvisoryDataFacts;
  /** Support of the distribution and of packages whose product is known; null or absent without data of it. */
  readonly lifecycles?: readonly Lifecycle[] | null;
  /** Where support could not be told although data of lifecycles is loaded; null or absent without it. */
  readonly lifecyclesUnsure?: readonly UnsureLifecycle[] | null;
  /** Files that a list of malicious digests names; null or absent when no list is loaded or the files have no digests. */
  readonly listedFiles?: MalwareScan | null;
}

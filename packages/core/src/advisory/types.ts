import type { CvssScore, Severity } from '../severity/types.ts';

/**
 * One stretch of affected versions. `introduced` null means "from the first version"; `fixed` is the first version
 * that is not affected, `lastAffected` the last one that is; both null means "all later versions".
 * An empty stretch (fixed = introduced) is dropped on reading. Follows the OSV schema 1.7, `affected[].ranges[].events`.
 */
export interface VersionStretch {
  readonly introduced: string | null;
  readonly fixed: string | null;
  readonly lastAffected: string | null;
}

/** What an advisory says of one package of one ecosystem or distro release. */
export interface AffectedPackage {
  /** OSV ecosystem with its release: `npm`, `Debian:12`, `Alpine:v3.19`, `Ubuntu:22.04:LTS`. */
  readonly ecosystem: string;
  /** As the advisory writes it; look-ups use `canonicalName`. */
  readonly name: string;
  readonly stretches: readonly VersionStretch[];
  /** Versions named one by one. A version is affected when it is listed **or** lies in a stretch. */
  readonly versions: readonly string[];
  /** Said by the source when there is no fix: `wont-fix` (will not), `not-fixed` (not yet), `unknown`. */
  readonly fixState: 'fixed' | 'not-fixed' | 'wont-fix' | 'unknown';
  /** What the source says of this package only (Debian's urgency, Ubuntu's priority). */
  readonly severity?: Severity;
  /** Symbols or import paths that are affected, when the source knows. */
  readonly symbols?: readonly string[];
  /** Bounds the source gives that no version scheme of ours can read: reported, never guessed. */
  readonly unreadable?: readonly string[];
}

/** CISA's Known Exploited Vulnerabilities entry. */
export interface KnownExploited {
  readonly cve: string;
  /** YYYY-MM-DD */
  readonly dateAdded: string;
  readonly dueDate: string;
  readonly ransomware: boolean;
  readonly requiredAction?: string;
}

/** One advisory of one source. Several sources may describe the same vulnerability; `aliases` joins them. */
export interface Advisory {
  readonly id: string;
  /** Feed that it came from: `osv`, `starter`. */
  readonly feed: string;
  readonly aliases: readonly string[];
  readonly upstream: readonly string[];
  readonly related: readonly string[];
  readonly summary: string;
  readonly details: string;
  readonly severity: Severity;
  readonly scores: readonly CvssScore[];
  /** RFC 3339 UTC, as stated by the source; null when it says nothing. */
  readonly published: string | null;
  readonly modified: string | null;
  readonly withdrawn: string | null;
  readonly references: readonly { readonly type: string; readonly url: string }[];
  readonly cwes: readonly string[];
  readonly affected: readonly AffectedPackage[];
  /** The package itself is malware (OSV `MAL-`), not a flaw in an honest one. */
  readonly malicious: boolean;
  /** RustSec `informational`, for example `unmaintained`: worth knowing, not a flaw. */
  readonly informational: string | null;
}

import type { License } from '../license/types.ts';
import type { Location } from '../location/index.ts';
import type { PackageKind } from './kinds.ts';
import type { PackageMetadata } from './metadata/index.ts';

/**
 * How a package is known. `installed`: a package manager's record of what is there. `binary`: read out of a compiled
 * file. `declared`: a lock file or manifest says it will be there.
 */
export type PackageEvidence = 'installed' | 'binary' | 'declared';

/** One component of a bill of materials. */
export interface Package {
  /** Stable within a bill and between runs: see `packageId`. */
  readonly id: string;
  readonly kind: PackageKind;
  readonly name: string;
  /** Null when no version could be read: such a package is "not evaluated", never clean. */
  readonly version: string | null;
  /** Canonical package URL (with distro qualifiers), or null when the name cannot make one. */
  readonly purl: string | null;
  readonly licenses: readonly License[];
  /** CPE 2.3 candidates, best first. */
  readonly cpes: readonly string[];
  /** Sorted by path; at least one is primary. */
  readonly locations: readonly Location[];
  /** Name of the cataloger. */
  readonly foundBy: string;
  readonly evidence: PackageEvidence;
  readonly metadata: PackageMetadata;
}

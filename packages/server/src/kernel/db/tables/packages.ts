import type { ColumnType, Generated } from 'kysely';
import type { Json, MadeTime, OrNull, TimeOrNull } from './columns.ts';

/** What matching may look at of a package, once for all images that have it. */
export interface PackageIdentityTable {
  id: Generated<number>;
  /** SHA-256 over everything that matching may look at. */
  key: string;
  kind: string;
  name: string;
  version: OrNull<string>;
  /** Package URL without qualifiers that do not matter. */
  purl: OrNull<string>;
  /** `debian:12`; null outside distros. */
  distro: OrNull<string>;
  /** The package, as core knows it, reduced to what matching looks at. */
  facts: Json<Readonly<Record<string, unknown>>>;
  /** Digest of the advisories that it was last matched with; null before. */
  matched_with: OrNull<string>;
}

/** A package of an image. */
export interface ArtifactPackageTable {
  account: string;
  digest: string;
  identity_id: number;
  /** Id of the package inside the bill. */
  package_id: string;
  path: OrNull<string>;
  /** Left to the owner's records: not matched on its own. */
  covered: ColumnType<boolean, boolean | undefined, boolean>;
}

/** What the advisories say of an identity. */
export interface PackageMatchTable {
  identity_id: number;
  vulnerability: string;
  advisory: string;
  severity: string;
  fix_version: OrNull<string>;
  fix_state: string;
  known_exploited: boolean;
  malicious: boolean;
  /** The match, as core knows it, without the package id. */
  match: Json<Readonly<Record<string, unknown>>>;
  detected_at: MadeTime;
  fix_observed_at: TimeOrNull;
}

/** Why an identity could not be compared with an advisory. */
export interface PackageNotEvaluatedTable {
  identity_id: number;
  /** Order among those of the identity. */
  position: number;
  reason: string;
  because: string;
  advisory: OrNull<string>;
}

/** Changes of matches that nobody was told of yet. */
export interface MatchChangeTable {
  id: Generated<number>;
  identity_id: number;
  added: Json<readonly string[]>;
  removed: Json<readonly string[]>;
  /** Another severity, or another fix. */
  updated: Json<readonly string[]>;
}

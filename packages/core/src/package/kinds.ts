import type { SchemeName } from '../versions/_shared/scheme.ts';

/** The closed vocabulary of package kinds; the name is the purl type. `unknown` holds what an SBOM names and Gantry does not know. */
export type PackageKind =
  | 'apk'
  | 'cargo'
  | 'composer'
  | 'deb'
  | 'gem'
  | 'golang'
  | 'maven'
  | 'npm'
  | 'nuget'
  | 'pypi'
  | 'rpm'
  | 'unknown';

/** Everything that differs by package kind. No other file switches over kinds to learn one of these. */
export interface KindFacts {
  /** How versions of this kind are ordered; null when they cannot be. */
  readonly versionScheme: SchemeName | null;
  /** The OSV ecosystem of a language package; null for distro packages (their ecosystem is the distro's). */
  readonly osvEcosystem: string | null;
  /** A distro's package manager installed it and its database says which files it owns. */
  readonly distroPackage: boolean;
  /** The `type` and `language` of a package in a syft-JSON document. */
  readonly syftType: string;
  readonly syftLanguage: string;
  /** The package type of the v2 API and of policies. */
  readonly policyType: string;
}

export const kinds = {
  apk: row('apk', null, true, 'apk', '', 'apk'),
  cargo: row('semver', 'crates.io', false, 'rust-crate', 'rust', 'rust'),
  composer: row('composer', 'Packagist', false, 'php-composer', 'php', 'php-composer'),
  deb: row('deb', null, true, 'deb', '', 'dpkg'),
  gem: row('gem', 'RubyGems', false, 'gem', 'ruby', 'gem'),
  golang: row('go', 'Go', false, 'go-module', 'go', 'go'),
  maven: row('maven', 'Maven', false, 'java-archive', 'java', 'java'),
  npm: row('semver', 'npm', false, 'npm', 'javascript', 'npm'),
  nuget: row('nuget', 'NuGet', false, 'dotnet', 'dotnet', 'nuget'),
  pypi: row('pep440', 'PyPI', false, 'python', 'python', 'python'),
  rpm: row('rpm', null, true, 'rpm', '', 'rpm'),
  unknown: row(null, null, false, 'UnknownPackage', '', 'unknown'),
} as const satisfies Record<PackageKind, KindFacts>;

/** The facts of a kind, as the wide type. */
export function kindFacts(kind: PackageKind): KindFacts {
  return kinds[kind];
}

function row(
  versionScheme: SchemeName | null,
  osvEcosystem: string | null,
  distroPackage: boolean,
  syftType: string,
  syftLanguage: string,
  policyType: string,
): KindFacts {
  return { versionScheme, osvEcosystem, distroPackage, syftType, syftLanguage, policyType };
}

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

/** The facts of every kind. */
export const kinds = {
  apk: {
    versionScheme: 'apk',
    osvEcosystem: null,
    distroPackage: true,
    syftType: 'apk',
    syftLanguage: '',
    policyType: 'apk',
  },
  cargo: {
    versionScheme: 'semver',
    osvEcosystem: 'crates.io',
    distroPackage: false,
    syftType: 'rust-crate',
    syftLanguage: 'rust',
    policyType: 'rust',
  },
  composer: {
    versionScheme: 'composer',
    osvEcosystem: 'Packagist',
    distroPackage: false,
    syftType: 'php-composer',
    syftLanguage: 'php',
    policyType: 'php-composer',
  },
  deb: {
    versionScheme: 'deb',
    osvEcosystem: null,
    distroPackage: true,
    syftType: 'deb',
    syftLanguage: '',
    policyType: 'dpkg',
  },
  gem: {
    versionScheme: 'gem',
    osvEcosystem: 'RubyGems',
    distroPackage: false,
    syftType: 'gem',
    syftLanguage: 'ruby',
    policyType: 'gem',
  },
  golang: {
    versionScheme: 'go',
    osvEcosystem: 'Go',
    distroPackage: false,
    syftType: 'go-module',
    syftLanguage: 'go',
    policyType: 'go',
  },
  maven: {
    versionScheme: 'maven',
    osvEcosystem: 'Maven',
    distroPackage: false,
    syftType: 'java-archive',
    syftLanguage: 'java',
    policyType: 'java',
  },
  npm: {
    versionScheme: 'semver',
    osvEcosystem: 'npm',
    distroPackage: false,
    syftType: 'npm',
    syftLanguage: 'javascript',
    policyType: 'npm',
  },
  nuget: {
    versionScheme: 'nuget',
    osvEcosystem: 'NuGet',
    distroPackage: false,
    syftType: 'dotnet',
    syftLanguage: 'dotnet',
    policyType: 'nuget',
  },
  pypi: {
    versionScheme: 'pep440',
    osvEcosystem: 'PyPI',
    distroPackage: false,
    syftType: 'python',
    syftLanguage: 'python',
    policyType: 'python',
  },
  rpm: {
    versionScheme: 'rpm',
    osvEcosystem: null,
    distroPackage: true,
    syftType: 'rpm',
    syftLanguage: '',
    policyType: 'rpm',
  },
  unknown: {
    versionScheme: null,
    osvEcosystem: null,
    distroPackage: false,
    syftType: 'UnknownPackage',
    syftLanguage: '',
    policyType: 'unknown',
  },
} as const satisfies Record<PackageKind, KindFacts>;

/** The facts of a kind, as the wide type. */
export function kindFacts(kind: PackageKind): KindFacts {
  return kinds[kind];
}

import { type Bill, byCodeUnit, type Package, type PackageKind } from '@gantry/core';
import { kindFacts, kinds } from '@gantry/core/package';

/** The content type of packages that the distro's package manager installed. */
const os = 'os';

/** The type of content under which a package is listed. */
export function contentTypeOf({ kind, metadata }: Package): string {
  if (kindFacts(kind).distroPackage) return os;
  if (kind !== 'unknown') return kindFacts(kind).policyType;
  return metadata.kind === 'unknown' && metadata.type !== '' ? metadata.type : 'unknown';
}

/** Types that every analysis looks for: an empty list of them means that there are none. */
const always: readonly string[] = [
  os,
  ...(Object.keys(kinds) as PackageKind[])
    .filter((kind) => kind !== 'unknown' && !kindFacts(kind).distroPackage)
    .map((kind) => kindFacts(kind).policyType),
];

/** The package types of a bill: those that are always looked for, and others that a document brought. */
export function packageTypes({ packages }: Bill): string[] {
  return [...new Set([...always, ...packages.map(contentTypeOf)])].sort(byCodeUnit);
}

const names: Readonly<Record<string, string>> = {
  os: 'OS',
  gem: 'Gem',
  go: 'Go',
  java: 'Java',
  npm: 'NPM',
  nuget: 'NuGet',
  'php-composer': 'PHP Composer',
  python: 'Python',
  rust: 'Rust',
  binary: 'Binary',
};

/** What people call a type of content. */
export function displayName(type: string): string {
  return names[type] ?? type;
}

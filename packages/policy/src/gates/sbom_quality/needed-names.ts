import type { PackageKind, PackageMetadata } from '@gantry/core';

/**
 * The names that the record of a package manager says a package needs, without versions and conditions. Some are of other things than
 * packages (`so:libc.musl`, a capability of RPM): those name no package of a bill.
 */
export function neededNames(metadata: PackageMetadata): string[] {
  switch (metadata.kind) {
    case 'apk':
      return firstWords(metadata.pullDependencies);
    case 'cargo':
      return firstWords(metadata.dependencies);
    case 'deb':
      return firstWords(
        [...(metadata.preDepends ?? []), ...(metadata.depends ?? [])].flatMap((text) => text.split('|')),
      );
    case 'npm':
      return Object.keys(metadata.dependencies ?? {});
    case 'pypi':
      return firstWords(metadata.requiresDist);
    case 'rpm':
      return firstWords(metadata.requires);
    default:
      return [];
  }
}

/** One key for all spellings of a name; Python's names have several. */
export function nameKey(kind: PackageKind, name: string): string {
  return `${kind} ${kind === 'pypi' ? name.toLowerCase().replace(/[-_.]+/g, '-') : name}`;
}

/** `libc6 (>= 2.34)`, `libc6:any`, `requests[socks]>=2`, `serde 1.0.1`: the name in front. */
function firstWords(texts: readonly string[] | undefined): string[] {
  return (texts ?? []).flatMap((text) => /^\s*([^\s()[\]<>=!~;:,]+)/.exec(text)?.[1] ?? []);
}

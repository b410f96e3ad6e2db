import { kindFacts, type Package } from '@gantry/core';

/** The place of a package that people look for: the archive of a Java class path, else its primary evidence. */
export function packagePath(one: Package): string | null {
  if (one.metadata.kind === 'maven') return one.metadata.virtualPath;
  const location = one.locations.find(({ role }) => role === 'primary') ?? one.locations[0];
  return location?.path ?? null;
}

/** Records of dpkg about one package alone: written when it is installed or upgraded, and not when others are. */
const ownRecord = /\/dpkg\/info\/[^/]+\.(?:list|md5sums)$/;

/**
 * The layer (diff id) that brought a package; null outside images. Databases of all packages are written anew by every layer that
 * installs something, so the record of the package alone goes before them where there is one.
 */
export function packageLayer({ kind, locations }: Package): string | null {
  const record = kind === 'deb' ? locations.find(({ path }) => ownRecord.test(path)) : undefined;
  return (record ?? locations.find(({ role }) => role === 'primary'))?.layer ?? null;
}

/** `os` for packages of a distribution's package manager. */
export function packageClass(one: Package): 'os' | 'non-os' {
  return kindFacts(one.kind).distroPackage ? 'os' : 'non-os';
}

/** The parts of a finding that say which package it is about. */
export function aboutPackage(one: Package): { packageId: string; path?: string; layer?: string } {
  const path = packagePath(one);
  const layer = packageLayer(one);
  return { packageId: one.id, ...(path === null ? {} : { path }), ...(layer === null ? {} : { layer }) };
}

/** `name version`, or the name alone. */
export function nameAndVersion({ name, version }: Package): string {
  return version === null ? name : `${name} ${version}`;
}

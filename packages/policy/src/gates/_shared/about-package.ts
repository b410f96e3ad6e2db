import { kindFacts, type Package } from '@gantry/core';

/** The place of a package that people look for: the archive of a Java class path, else its primary evidence. */
export function packagePath(one: Package): string | null {
  if (one.metadata.kind === 'maven') return one.metadata.virtualPath;
  const location = one.locations.find(({ role }) => role === 'primary') ?? one.locations[0];
  return location?.path ?? null;
}

/** The layer (diff id) of a package's primary evidence; null outside images. */
export function packageLayer(one: Package): string | null {
  return one.locations.find(({ role }) => role === 'primary')?.layer ?? null;
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

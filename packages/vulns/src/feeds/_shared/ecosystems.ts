import { ecosystemFamily, kinds, type SchemeName } from '@gantry/core';

/**
 * How an OSV ecosystem orders its versions (OSV schema, "Ecosystems" table); null when none of our schemes does. Language
 * ecosystems come from the facts of their package kind.
 */
export function ecosystemScheme(ecosystem: string): SchemeName | null {
  const family = ecosystemFamily(ecosystem);
  return languageSchemes.get(family) ?? distroSchemes.get(family) ?? null;
}

const languageSchemes: ReadonlyMap<string, SchemeName> = new Map(
  Object.values(kinds).flatMap(({ osvEcosystem, versionScheme }) =>
    osvEcosystem && versionScheme ? [[osvEcosystem, versionScheme] as const] : [],
  ),
);

const distroSchemes: ReadonlyMap<string, SchemeName> = new Map<string, SchemeName>([
  ['AlmaLinux', 'rpm'],
  ['Alpaquita', 'apk'],
  ['Alpine', 'apk'],
  ['Azure Linux', 'rpm'],
  ['BellSoft Hardened Containers', 'apk'],
  ['Bitnami', 'semver'],
  ['Chainguard', 'apk'],
  ['Debian', 'deb'],
  ['Echo', 'deb'],
  ['Mageia', 'rpm'],
  ['MinimOS', 'apk'],
  ['Photon OS', 'rpm'],
  ['Red Hat', 'rpm'],
  ['Rocky Linux', 'rpm'],
  ['SUSE', 'rpm'],
  ['Ubuntu', 'deb'],
  ['Wolfi', 'apk'],
  ['openEuler', 'rpm'],
  ['openSUSE', 'rpm'],
]);

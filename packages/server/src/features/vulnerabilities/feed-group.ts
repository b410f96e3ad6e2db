import { ecosystemFamily, kinds } from '@gantry/core';

/** Short names of distros; the others are written small. */
const distros: ReadonlyMap<string, string> = new Map([
  ['Red Hat', 'rhel'],
  ['Rocky Linux', 'rocky'],
  ['SUSE', 'sles'],
]);

/** Package types of the ecosystems of languages. */
const languages: ReadonlyMap<string, string> = new Map(
  Object.values(kinds).flatMap(({ osvEcosystem, policyType }) =>
    osvEcosystem === null ? [] : [[osvEcosystem, policyType] as const],
  ),
);

/** The group of a feed that an advisory about a package of an OSV ecosystem belongs to: `debian:12`, `ubuntu:22.04`, `github:npm`, `osv:go`. */
export function feedGroup(advisory: string, ecosystem: string): string {
  const family = ecosystemFamily(ecosystem);
  const language = languages.get(family);
  if (language !== undefined) return `${advisory.startsWith('GHSA-') ? 'github' : 'osv'}:${language}`;
  const name = distros.get(family) ?? family.toLowerCase().replaceAll(' ', '-');
  const release = releaseOf(ecosystem);
  return `${name}:${release === '' ? 'rolling' : release}`;
}

/** `22.04` of `Ubuntu:Pro:22.04:LTS`, `3.19` of `Alpine:v3.19`, `15.5` of `openSUSE:Leap 15.5`. */
function releaseOf(ecosystem: string): string {
  const parts = ecosystem.split(':').slice(1);
  const release = parts.find((part) => /\d/.test(part)) ?? parts[0] ?? '';
  return release.replace(/^(?:v|Leap )(?=\d)/, '').toLowerCase();
}

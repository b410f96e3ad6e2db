import type { Distro } from './types.ts';

/**
 * The OSV ecosystems whose advisories speak of this distro's packages, most specific first; empty when no public feed
 * covers it. Names follow the OSV schema's list (`Debian:12`, `Alpine:v3.19`, `Ubuntu:22.04:LTS`, `AlmaLinux:9`).
 */
export function distroEcosystems(distro: Distro): string[] {
  const rule = rules[distro.id];
  return rule ? rule(distro.version ?? '') : [];
}

const ltsUbuntu = /^\d*[02468]\.04$/;

const rules: Readonly<Record<string, (version: string) => string[]>> = {
  almalinux: (version) => withMajor('AlmaLinux', version),
  alpine: (version) => (version ? [`Alpine:v${firstParts(version, 2)}`] : []),
  chainguard: () => ['Chainguard'],
  debian: (version) => withMajor('Debian', version),
  rocky: (version) => withMajor('Rocky Linux', version),
  rhel: (version) => withMajor('Red Hat', version),
  ubuntu: (version) => {
    if (!version) return [];
    return ltsUbuntu.test(version)
      ? [`Ubuntu:${version}:LTS`, `Ubuntu:Pro:${version}:LTS`, `Ubuntu:${version}`]
      : [`Ubuntu:${version}`];
  },
  wolfi: () => ['Wolfi'],
  'opensuse-leap': (version) => (version ? [`openSUSE:Leap ${version}`] : []),
};

function withMajor(family: string, version: string): string[] {
  return version ? [`${family}:${firstParts(version, 1)}`] : [];
}

function firstParts(version: string, count: number): string {
  return version.split('.').slice(0, count).join('.');
}

import type { Advisory } from '@gantry/core';

/** Pages of databases whose addresses follow from the id. */
const pages: readonly (readonly [RegExp, (id: string) => string])[] = [
  [/^GHSA-/, (id) => `https://github.com/advisories/${id}`],
  [/^GO-/, (id) => `https://pkg.go.dev/vuln/${id}`],
  [/^RUSTSEC-/, (id) => `https://rustsec.org/advisories/${id}.html`],
  [/^DEBIAN-CVE-/, (id) => `https://security-tracker.debian.org/tracker/${id.slice('DEBIAN-'.length)}`],
  [/^D[SL]A-/, (id) => `https://security-tracker.debian.org/tracker/${id}`],
  [/^ALPINE-CVE-/, (id) => `https://security.alpinelinux.org/vuln/${id.slice('ALPINE-'.length)}`],
  [/^UBUNTU-CVE-/, (id) => `https://ubuntu.com/security/${id.slice('UBUNTU-'.length)}`],
  [/^(?:MAL|PYSEC|ALSA|ALBA|ALEA|CGA|RLSA)-/, (id) => `https://osv.dev/vulnerability/${id}`],
];

/** The page where people read the advisory: its database's own, else the first web address that it refers to. */
export function pageOf({ id, references }: Advisory): string | null {
  const plain = /^[\w.:-]+$/.test(id);
  const page = plain ? pages.find(([prefix]) => prefix.test(id)) : undefined;
  if (page) return page[1](id);
  const web = references.filter(({ url }) => /^https?:\/\/[^\s]+$/.test(url));
  return (web.find(({ type }) => type === 'ADVISORY') ?? web[0])?.url ?? null;
}

/**
 * Whose word decides when several advisories of one vulnerability affect a package, by the prefix of their ids:
 * word of malware; a distro's tracker, which has one record for each CVE; a distro's errata, which may hold many CVEs; the
 * database that an ecosystem keeps for itself; GitHub's; the rest. Records of a distro and of a registry never meet,
 * since a package is looked up in the one or in the other.
 */
const ranks: readonly RegExp[] = [
  /^MAL-/,
  /^(?:[A-Z]+-CVE-|CGA-)/,
  /^(?:DSA|DLA|DTSA|USN|LSN|ALSA|ALBA|ALEA|RLSA|RXSA|RHSA|RHBA|RHEA|SUSE-[A-Z]+|openSUSE-[A-Z]+)-/,
  /^(?:GO|PYSEC|RUSTSEC|NSWG|x_RUBYSEC|RUBYSEC|x_FOP)-/,
  /^GHSA-/,
];

/** Lower decides first. */
export function sourceRank(id: string): number {
  const rank = ranks.findIndex((prefix) => prefix.test(id));
  return rank < 0 ? ranks.length : rank;
}

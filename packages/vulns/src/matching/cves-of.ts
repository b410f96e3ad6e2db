import type { Match } from '@gantry/core';

/** The CVEs that a match is about: its own name, or for a bundle all that it names. */
export function cvesOf({ vulnerability, aliases }: Pick<Match, 'vulnerability' | 'aliases'>): readonly string[] {
  return cveShape.test(vulnerability) ? [vulnerability] : aliases.filter((id) => cveShape.test(id));
}

const cveShape = /^CVE-\d{4}-\d{4,}$/;

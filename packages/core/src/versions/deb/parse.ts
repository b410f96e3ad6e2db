import { numeral } from '../_shared/numerals.ts';
import { accepted, quoted, readText, refused } from '../_shared/read-text.ts';
import type { Parsed } from '../_shared/scheme.ts';

/** Text (maybe empty) and number (without leading zeros) in turn, text first. */
export type DebPart = readonly string[];

/** `[epoch:]upstream[-revision]`; an absent revision is empty, which compares as `0`. */
export interface DebVersion {
  readonly epoch: number;
  readonly upstream: DebPart;
  readonly revision: DebPart;
}

const largestEpoch = 2 ** 31 - 1;

/** Reads what dpkg accepts; it only warns of an upstream version that starts with a letter, and so do we not refuse it. */
export function parseDeb(text: string): Parsed<DebVersion> {
  return readText(text, (plain) => {
    const colon = plain.indexOf(':');
    const epoch = colon < 0 ? 0 : readEpoch(plain.slice(0, colon));
    if (epoch === null) return refused(`${quoted(plain)} has an epoch that is not a number`);
    const rest = plain.slice(colon + 1);
    const hyphen = rest.lastIndexOf('-');
    const upstream = hyphen < 0 ? rest : rest.slice(0, hyphen);
    const revision = hyphen < 0 ? '' : rest.slice(hyphen + 1);
    if (upstream === '') return refused(`${quoted(plain)} has no upstream version`);
    if (hyphen >= 0 && revision === '') return refused(`${quoted(plain)} has an empty revision`);
    return accepted({ epoch, upstream: cut(upstream), revision: cut(revision) });
  });
}

function readEpoch(text: string): number | null {
  return /^\d+$/.test(text) && Number(text) <= largestEpoch ? Number(text) : null;
}

function cut(text: string): DebPart {
  return text.split(/(\d+)/).map((piece, index) => (index % 2 === 0 ? piece : numeral(piece)));
}

import { numeral } from '../_shared/numerals.ts';
import { accepted, quoted, readText, refused } from '../_shared/read-text.ts';
import type { Parsed } from '../_shared/scheme.ts';

/** Pieces that rpmvercmp looks at: runs of digits (no leading zeros), runs of letters, `~` and `^`. */
export type RpmPieces = readonly string[];

/** `[epoch:]version[-release]`; an absent epoch is 0. */
export interface RpmVersion {
  readonly epoch: string;
  readonly version: RpmPieces;
  /** Null when there is none, which sorts below every release. */
  readonly release: RpmPieces | null;
}

/** Splits like rpm's own parser: digits before the first colon, then the last hyphen. */
export function parseRpm(text: string): Parsed<RpmVersion> {
  return readText(text, (plain) => {
    const epoch = /^(\d*):/.exec(plain);
    const rest = epoch ? plain.slice(epoch[0].length) : plain;
    const hyphen = rest.lastIndexOf('-');
    const version = hyphen < 0 ? rest : rest.slice(0, hyphen);
    if (version === '') return refused(`${quoted(plain)} has no version`);
    return accepted({
      epoch: numeral(epoch?.[1] || '0'),
      version: pieces(version),
      release: hyphen < 0 ? null : pieces(rest.slice(hyphen + 1)),
    });
  });
}

function pieces(text: string): RpmPieces {
  return (text.match(/\d+|[A-Za-z]+|[~^]/g) ?? []).map((piece) => numeral(piece));
}

/** A text that is looked for, and who asked for it. */
export interface Literal {
  /** At least `prefixBytes` bytes, ASCII. */
  readonly text: string;
  readonly ignoreCase?: boolean;
  /** Position in the caller's list. */
  readonly rule: number;
}

/** Called for every occurrence, in order of positions; false ends the scan. */
export type LiteralFound = (rule: number, position: number) => boolean;

/** Bytes of every literal that the tables know of; the rest is compared on the spot. */
export const prefixBytes = 4;

interface Stored {
  readonly rule: number;
  /** Folded to lower case when case does not matter. */
  readonly bytes: Buffer;
  readonly ignoreCase: boolean;
}

/**
 * Finds many literals in one pass, after Wu and Manber ("A fast algorithm for multi-pattern searching", 1994) with blocks of two bytes: most
 * positions are skipped three at a time, so that it costs little to look at every file.
 */
export class LiteralScanner {
  /** Bytes of the longest literal. */
  readonly longest: number;
  private readonly shifts = new Uint8Array(65_536).fill(prefixBytes - 1);
  private readonly buckets = new Map<number, Stored[]>();

  constructor(literals: readonly Literal[]) {
    this.longest = literals.reduce((most, { text }) => Math.max(most, text.length), 0);
    for (const literal of literals) this.add(literal);
  }

  /** Reports every literal that lies wholly inside `bytes`. Positions are those of its first byte. */
  scan(bytes: Uint8Array, found: LiteralFound): void {
    const { shifts } = this;
    const end = bytes.length;
    for (let at = prefixBytes - 1; at < end; ) {
      const block = ((bytes[at - 1] as number) << 8) | (bytes[at] as number);
      const shift = shifts[block] as number;
      if (shift > 0) at += shift;
      else if (this.verify(bytes, { at: at - prefixBytes + 1, block }, found)) at++;
      else return;
    }
  }

  private verify(
    bytes: Uint8Array,
    { at, block }: { readonly at: number; readonly block: number },
    found: LiteralFound,
  ): boolean {
    for (const { rule, bytes: wanted, ignoreCase } of this.buckets.get(block) ?? []) {
      if (at + wanted.length <= bytes.length && isAt(bytes, at, { wanted, ignoreCase }) && !found(rule, at))
        return false;
    }
    return true;
  }

  private add({ text, ignoreCase = false, rule }: Literal): void {
    if (text.length < prefixBytes) throw new Error(`a literal of ${text.length} bytes`);
    const bytes = Buffer.from(ignoreCase ? text.toLowerCase() : text, 'latin1');
    for (let end = 2; end <= prefixBytes; end++) {
      for (const block of blocks(bytes[end - 2] as number, bytes[end - 1] as number, ignoreCase)) {
        this.shifts[block] = Math.min(this.shifts[block] as number, prefixBytes - end);
        if (end === prefixBytes) push(this.buckets, block, { rule, bytes, ignoreCase });
      }
    }
  }
}

function isAt(
  bytes: Uint8Array,
  at: number,
  { wanted, ignoreCase }: { readonly wanted: Uint8Array; readonly ignoreCase: boolean },
): boolean {
  for (let i = 0; i < wanted.length; i++) {
    const byte = bytes[at + i] as number;
    if (byte !== wanted[i] && !(ignoreCase && lower(byte) === wanted[i])) return false;
  }
  return true;
}

function lower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}

/** The block as it may be written: four ways when case does not matter. */
function blocks(first: number, second: number, ignoreCase: boolean): Set<number> {
  const firsts = ignoreCase ? [first, upper(first)] : [first];
  const seconds = ignoreCase ? [second, upper(second)] : [second];
  return new Set(firsts.flatMap((high) => seconds.map((low) => (high << 8) | low)));
}

function upper(byte: number): number {
  return byte >= 0x61 && byte <= 0x7a ? byte & ~0x20 : byte;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

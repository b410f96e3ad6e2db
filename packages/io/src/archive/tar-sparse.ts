import { ioErrors } from '../errors/index.ts';
import { decimal, tarNumber } from './tar-numbers.ts';
import type { PaxRecords } from './tar-pax.ts';

/** A stretch of a sparse file that is stored; everything between is holes. */
export interface SparsePart {
  readonly offset: number;
  readonly length: number;
}

/** More parts than this no file needs that is worth reading; the map would be the attack. */
const maxParts = 100_000;

/** The parts in an old GNU header (`count` = 4) or its extension blocks (`count` = 21), each a pair of 12-byte numbers. */
export function oldGnuParts(block: Uint8Array, at: number, count: number): SparsePart[] {
  const parts: SparsePart[] = [];
  for (let i = 0; i < count && block[at + i * 24] !== 0; i++) {
    parts.push({ offset: tarNumber(block, at + i * 24, 12), length: tarNumber(block, at + i * 24 + 12, 12) });
  }
  return parts;
}

/** The parts of pax sparse formats 0.0 (repeated records) and 0.1 (one list); null when the records hold none. */
export function paxParts(records: PaxRecords): SparsePart[] | null {
  const map = records.find(([key]) => key === 'GNU.sparse.map');
  const numbers = map
    ? map[1].split(',').map(decimal)
    : records
        .filter(([key]) => key === 'GNU.sparse.offset' || key === 'GNU.sparse.numbytes')
        .map(([, value]) => decimal(value));
  return map || numbers.length > 0 ? pairs(numbers) : null;
}

/**
 * The map at the start of the data in pax sparse format 1.0: decimal lines, padded to a block. Null when `bytes` do not hold all
 * of it yet.
 */
export function leadingParts(bytes: Buffer): { readonly parts: SparsePart[]; readonly used: number } | null {
  const numbers: number[] = [];
  let at = 0;
  for (let wanted = 1; numbers.length < wanted; ) {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) return null;
    numbers.push(decimal(bytes.toString('latin1', at, end)));
    at = end + 1;
    if (numbers.length === 1) wanted = 1 + 2 * count(numbers[0]);
  }
  return { parts: pairs(numbers.slice(1)), used: Math.ceil(at / 512) * 512 };
}

/** Checks that the parts lie in order within `size` and store `stored` bytes; IO_TAR_CORRUPT otherwise. */
export function checkParts(parts: readonly SparsePart[], size: number, stored: number): void {
  let end = 0;
  let sum = 0;
  for (const part of parts) {
    if (!(part.offset >= end && part.length >= 0 && part.offset + part.length <= size)) throw badMap();
    end = part.offset + part.length;
    sum += part.length;
  }
  if (sum > stored) throw badMap();
}

function count(value: number | undefined): number {
  if (value === undefined || !(value <= maxParts)) throw badMap();
  return value;
}

function pairs(numbers: readonly number[]): SparsePart[] {
  if (numbers.length % 2 === 1 || numbers.length > 2 * maxParts || numbers.some(Number.isNaN)) throw badMap();
  const parts: SparsePart[] = [];
  for (let i = 0; i < numbers.length; i += 2) parts.push({ offset: numbers[i] ?? 0, length: numbers[i + 1] ?? 0 });
  return parts;
}

function badMap(): Error {
  return ioErrors.TAR_CORRUPT({ because: 'a sparse map does not fit its file' });
}

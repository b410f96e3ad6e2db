import { ioErrors } from '../errors/index.ts';
import type { ByteText } from './byte-text.ts';
import { tarNumber } from './tar-numbers.ts';

/** Headers and contents fill blocks of this size. Bytes. */
export const blockSize = 512;

/** The fields of one 512-byte header, before extended headers are laid over it. */
export interface RawHeader {
  /** Type flag, as its ASCII code; NUL is written as `0`. */
  readonly flag: number;
  readonly name: ByteText;
  readonly link: ByteText;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  /** GNU's own magic: the tail of the header has sparse fields instead of a name prefix. */
  readonly gnu: boolean;
}

/** Reads a header block (POSIX ustar, GNU, or of before 1988). IO_TAR_CORRUPT when checksum or numbers are wrong. */
export function readHeader(block: Buffer, at: number): RawHeader {
  checkSum(block, at);
  const ustar = block[at + 257] === 0x75 && block[at + 258] === 0x73 && block[at + 259] === 0x74;
  const posix = ustar && block[at + 262] === 0;
  const size = tarNumber(block, at + 124, 12);
  if (!(size >= 0 && size <= Number.MAX_SAFE_INTEGER * 1024))
    throw ioErrors.TAR_CORRUPT({ because: 'a size is no number' });
  const name = text(block, at, 100);
  const prefix = posix ? text(block, at + 345, 155) : '';
  const flag = block[at + 156] ?? 0;
  return {
    flag: flag === 0 ? 0x30 : flag,
    name: prefix === '' ? name : `${prefix}/${name}`,
    link: block[at + 157] === 0 ? '' : text(block, at + 157, 100),
    mode: field(block, at + 100, 8),
    uid: field(block, at + 108, 8),
    gid: field(block, at + 116, 8),
    size,
    gnu: ustar && !posix,
  };
}

/** Is the block all zeros? Two such blocks end an archive. */
export function isZeroBlock(block: Buffer, at: number): boolean {
  if (block[at] !== 0) return false;
  for (let i = at; i < at + blockSize; i++) if (block[i] !== 0) return false;
  return true;
}

/** Text up to the first NUL of a field. */
export function text(block: Buffer, at: number, length: number): ByteText {
  let end = at;
  while (end < at + length && block[end] !== 0) end++;
  return block.toString('latin1', at, end);
}

function field(block: Buffer, at: number, length: number): number {
  const value = tarNumber(block, at, length);
  if (Number.isNaN(value)) throw ioErrors.TAR_CORRUPT({ because: 'a number field holds something else' });
  return value;
}

/** The sum of all bytes with the checksum field as spaces, unsigned or (old tars) signed. */
function checkSum(block: Buffer, at: number): void {
  const stated = tarNumber(block, at + 148, 8);
  let sum = 256;
  for (let i = at; i < at + 148; i++) sum += block[i] as number;
  for (let i = at + 156; i < at + blockSize; i++) sum += block[i] as number;
  if (stated !== sum && stated !== sum - 256 * highBytes(block, at))
    throw ioErrors.TAR_CORRUPT({ because: 'a header has a wrong checksum' });
}

/** Bytes that a signed sum counts as negative. */
function highBytes(block: Buffer, at: number): number {
  let high = 0;
  for (let i = at; i < at + blockSize; i++) if (i < at + 148 || i >= at + 156) high += (block[i] as number) >> 7;
  return high;
}

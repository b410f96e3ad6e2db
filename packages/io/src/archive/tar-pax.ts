import { ioErrors } from '../errors/index.ts';
import type { ByteText } from './byte-text.ts';

/** Records of a pax extended header, in order; sparse maps repeat keys. */
export type PaxRecords = readonly (readonly [key: string, value: ByteText])[];

/** Reads `length key=value\n` records (POSIX.1-2001 pax). IO_TAR_CORRUPT when a length does not fit. */
export function paxRecords(bytes: Buffer): PaxRecords {
  const records: [string, ByteText][] = [];
  for (let at = 0; at < bytes.length; ) {
    if (bytes[at] === 0) break;
    const space = bytes.indexOf(0x20, at);
    const length = space > at && space - at < 10 ? lengthOf(bytes.toString('latin1', at, space)) : 0;
    const end = at + length;
    if (length === 0 || end > bytes.length || bytes[end - 1] !== 0x0a) throw corrupt();
    const equals = bytes.indexOf(0x3d, space + 1);
    if (equals < 0 || equals >= end) throw corrupt();
    records.push([bytes.toString('latin1', space + 1, equals), bytes.toString('latin1', equals + 1, end - 1)]);
    at = end;
  }
  return records;
}

function lengthOf(text: string): number {
  return /^[0-9]+$/.test(text) ? Number(text) : 0;
}

function corrupt(): Error {
  return ioErrors.TAR_CORRUPT({ because: 'a pax record has a wrong length' });
}

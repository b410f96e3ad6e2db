import type { ByteText } from './byte-text.ts';
import { blockSize, type RawHeader } from './tar-header.ts';
import { decimal } from './tar-numbers.ts';
import type { PaxRecords } from './tar-pax.ts';
import { paxParts, type SparsePart } from './tar-sparse.ts';

/** What an entry is. `other` has a type flag that no reader must know. */
export type TarKind = 'file' | 'hardlink' | 'symlink' | 'character' | 'block' | 'directory' | 'fifo' | 'other';

/** One entry of a tar archive, extended headers applied. Names are as stored: not normalised, not safe. */
export interface TarEntry {
  readonly kind: TarKind;
  readonly name: ByteText;
  /** Target of a symbolic or hard link. */
  readonly link: ByteText;
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes of the content, holes of sparse files included. */
  readonly size: number;
  /** Bytes in the archive: fewer than `size` for sparse files. */
  readonly stored: number;
  /** Raw value of the extended attribute `security.capability`, when the archive has it. */
  readonly capability?: ByteText;
}

/** Extended headers that wait for the entry they describe. */
export interface Extensions {
  readonly longName?: ByteText;
  readonly longLink?: ByteText;
  readonly records?: PaxRecords;
}

/** An entry with what the walk must know of its stored form. */
export interface StoredEntry {
  readonly entry: TarEntry;
  /** Stored stretches of a sparse file; `leading`: their map stands before the data. */
  readonly sparse?: readonly SparsePart[] | 'leading';
}

const kinds: Readonly<Record<string, TarKind>> = {
  '0': 'file',
  '7': 'file',
  S: 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '3': 'character',
  '4': 'block',
  '5': 'directory',
  '6': 'fifo',
};

/** Joins a header with the extended headers before it. */
export function storedEntry(header: RawHeader, extensions: Extensions): StoredEntry {
  const plain = plainEntry(header, extensions);
  if (extensions.records === undefined || plain.entry.kind !== 'file') return plain;
  return sparseEntry(plain, extensions.records);
}

function plainEntry(header: RawHeader, extensions: Extensions): StoredEntry {
  const pax = lastOf(extensions.records);
  const name = pax.get('path') ?? extensions.longName ?? header.name;
  const kind = kindOf(header.flag, name);
  const stored = kind === 'file' || kind === 'other' ? number(pax.get('size'), header.size) : 0;
  const entry: TarEntry = {
    kind,
    name,
    link: pax.get('linkpath') ?? extensions.longLink ?? header.link,
    mode: header.mode & 0o7777,
    uid: number(pax.get('uid'), header.uid),
    gid: number(pax.get('gid'), header.gid),
    size: stored,
    stored,
  };
  const capability = pax.get('SCHILY.xattr.security.capability');
  return { entry: capability === undefined ? entry : { ...entry, capability } };
}

/** A file whose name ends in a slash is a folder: archives of before ustar had no other way. */
function kindOf(flag: number, name: ByteText): TarKind {
  const kind = kinds[String.fromCharCode(flag)] ?? 'other';
  return kind === 'file' && name.endsWith('/') ? 'directory' : kind;
}

/** Sparse files of pax: formats 0.0 and 0.1 have the map in records, 1.0 before the data. */
function sparseEntry(plain: StoredEntry, records: PaxRecords): StoredEntry {
  const pax = lastOf(records);
  const leading = pax.get('GNU.sparse.major') === '1' && pax.get('GNU.sparse.minor') === '0';
  const parts = leading ? 'leading' : paxParts(records);
  if (parts === null) return plain;
  const size = number(pax.get('GNU.sparse.realsize') ?? pax.get('GNU.sparse.size'), plain.entry.size);
  return {
    ...plain,
    entry: { ...plain.entry, name: pax.get('GNU.sparse.name') ?? plain.entry.name, size },
    sparse: parts,
  };
}

const none: ReadonlyMap<string, ByteText> = new Map();

function lastOf(records: PaxRecords | undefined): ReadonlyMap<string, ByteText> {
  return records === undefined ? none : new Map(records);
}

/** A pax number; when it is none the header's own stands. */
function number(text: string | undefined, otherwise: number): number {
  const value = text === undefined ? Number.NaN : decimal(text);
  return Number.isNaN(value) ? otherwise : value;
}

/** Bytes from the end of a content to the next header. */
export function padding(stored: number): number {
  return (blockSize - (stored % blockSize)) % blockSize;
}

import type { FileReading, ScannedFile } from '../../cataloging/define-cataloger.ts';
import { type CopyrightFacts, parseCopyright } from './parse-copyright.ts';
import { type FileListFacts, parseMd5sums, parsePathList } from './parse-file-list.ts';
import { type DebRecord, parseStatus } from './parse-status.ts';

/** Facts of one file of a dpkg database, told apart by `kind`. */
export type DebFacts =
  | { readonly kind: 'status'; readonly records: readonly DebRecord[] }
  | FileListFacts
  | CopyrightFacts;

/** Reads one file of a dpkg database; what it is follows from its name. */
export function read(file: ScannedFile): FileReading<DebFacts> {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  if (name === 'copyright') return { facts: parseCopyright(file) };
  if (name.endsWith('.md5sums')) return { facts: parseMd5sums(file) };
  if (file.path.includes('/dpkg/info/')) {
    return { facts: parsePathList(file, name.endsWith('.conffiles') ? 'conffiles' : 'list') };
  }
  return parseStatus(file);
}

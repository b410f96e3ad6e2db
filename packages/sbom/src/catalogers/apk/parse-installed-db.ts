import type { FileReading, ScannedFile } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import type { OwnedFileTable } from '../_shared/owned-file-table.ts';
import { linesOf, type TextLine } from '../_shared/text-lines.ts';
import { type UnreadNote, unreadNote } from '../_shared/unread.ts';
import { FileListReader } from './file-list-reader.ts';

/** A record of the installed database: its one-letter fields as written, and its files. */
export interface ApkRecord {
  /** By letter: `P` name, `V` version, `A` architecture, `o` origin, `L` licence, `D` dependencies ... (apk-db(5)). */
  readonly fields: Readonly<Record<string, string>>;
  readonly files: OwnedFileTable;
}

/** What one database of installed packages says. */
export interface ApkFacts {
  readonly records: readonly ApkRecord[];
}

const wanted = new Set([...'PVATULomcDpISC']);
const maxLine = 1 << 16;
const maxPackages = 250_000;

/** Reads lib/apk/db/installed: records parted by blank lines, a letter, a colon and a value a line. */
export function parseInstalledDb(file: ScannedFile): FileReading<ApkFacts> {
  const unread: UnreadNote[] = [];
  const records: ApkRecord[] = [];
  const bad = { count: 0, first: 0 };
  for (const record of recordsOf(linesOf(file.content, maxLine), bad)) {
    if (records.length >= maxPackages) {
      unread.push(unreadNote(sbomErrors.PACKAGES_TOO_MANY({ path: file.path, limit: maxPackages })));
      break;
    }
    records.push(record);
  }
  if (bad.count > 0) {
    const facts = { path: file.path, count: bad.count, first: `line ${bad.first}` };
    unread.push(unreadNote(sbomErrors.RECORD_UNREADABLE(facts)));
  }
  return { facts: records.length > 0 ? { records } : null, unread };
}

interface Bad {
  count: number;
  first: number;
}

function* recordsOf(lines: Iterable<TextLine>, bad: Bad): Generator<ApkRecord> {
  let open = new OpenRecord(1);
  let number = 0;
  for (const line of lines) {
    number++;
    if (line.text.trim() !== '') {
      if (!open.take(line)) complain(bad, number);
      continue;
    }
    const record = open.finish();
    if (record === null && !open.empty) complain(bad, open.line);
    open = new OpenRecord(number + 1);
    if (record) yield record;
  }
  const record = open.finish();
  if (record === null && !open.empty) complain(bad, open.line);
  if (record) yield record;
}

class OpenRecord {
  readonly line: number;
  empty = true;
  readonly #fields: Record<string, string> = {};
  readonly #files = new FileListReader();

  constructor(line: number) {
    this.line = line;
  }

  /** False for a line that is no field, and for a value too long to be kept. */
  take({ text, cut }: TextLine): boolean {
    this.empty = false;
    const letter = text.charAt(0);
    if (text.charAt(1) !== ':' || !/^[A-Za-z]$/.test(letter)) return false;
    if (cut) return false;
    const value = text.slice(2);
    if (!this.#files.take(letter, value) && wanted.has(letter)) this.#fields[letter] ??= value;
    return true;
  }

  finish(): ApkRecord | null {
    const { P: name = '', V: version = '' } = this.#fields;
    if (!isWord(name) || !isWord(version)) return null;
    return { fields: this.#fields, files: this.#files.table() };
  }
}

function isWord(text: string): boolean {
  return text.length <= 200 && /^[A-Za-z0-9._][A-Za-z0-9._+~:@-]*$/.test(text);
}

function complain(bad: Bad, line: number): void {
  if (bad.count === 0) bad.first = line;
  bad.count++;
}

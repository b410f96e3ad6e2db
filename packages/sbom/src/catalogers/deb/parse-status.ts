import type { FileReading, ScannedFile } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { linesOf } from '../_shared/text-lines.ts';
import { type UnreadNote, unreadNote } from '../_shared/unread.ts';
import { type Stanza, type StanzaReport, stanzasOf } from './stanzas.ts';

/** A package record of dpkg, as far as it is used. Absent fields are left out. */
export interface DebRecord {
  readonly name: string;
  readonly version: string;
  readonly arch: string;
  /** Third word of `Status` when it is not `installed`. */
  readonly status?: string;
  readonly source?: string;
  readonly sourceVersion?: string;
  readonly maintainer?: string;
  readonly sizeKib?: number;
  readonly description?: string;
  readonly depends?: string;
  readonly preDepends?: string;
  readonly provides?: string;
  /** Lines of `Conffiles`: path, MD5 in hex (or `newconffile`), flags. */
  readonly conffiles?: string;
}

const wanted = new Set(
  'package version architecture status source maintainer installed-size description depends pre-depends provides conffiles'.split(
    ' ',
  ),
);
const maxPackages = 250_000;

/**
 * Reads a dpkg database file (or one of status.d): the packages whose files are on the disk. That is every state but
 * `not-installed` and `config-files`; a half-installed package is reported and not listed, since dpkg itself does not
 * know what of it is there. A record without a `Status` field (status.d) counts as installed.
 */
export function parseStatus(
  file: ScannedFile,
): FileReading<{ readonly kind: 'status'; readonly records: readonly DebRecord[] }> {
  const report: StanzaReport = { bad: 0, firstBad: 0, gaveUp: false };
  const unread: UnreadNote[] = [];
  const records: DebRecord[] = [];
  for (const stanza of stanzasOf(linesOf(file.content), wanted, report)) {
    if (records.length >= maxPackages) {
      unread.push(unreadNote(sbomErrors.PACKAGES_TOO_MANY({ path: file.path, limit: maxPackages })));
      break;
    }
    const record = readStanza(stanza, report, unread);
    if (record) records.push(record);
  }
  if (report.bad > 0) {
    const facts = { path: file.path, count: report.bad, first: `line ${report.firstBad}` };
    unread.push(unreadNote(sbomErrors.RECORD_UNREADABLE(facts)));
  }
  if (report.gaveUp) {
    const facts = { path: file.path, format: 'dpkg', because: 'its records are not parted by blank lines' };
    unread.push(unreadNote(sbomErrors.DATABASE_UNREADABLE(facts)));
  }
  return { facts: records.length > 0 ? { kind: 'status', records } : null, unread };
}

function readStanza(stanza: Stanza, report: StanzaReport, unread: UnreadNote[]): DebRecord | null {
  const name = stanza.fields.get('package') ?? '';
  const state = stanza.fields.get('status')?.split(/\s+/)[2] ?? 'installed';
  if (state === 'not-installed' || state === 'config-files') return null;
  if (state === 'half-installed' && unread.length < 100) {
    unread.push(unreadNote(sbomErrors.PACKAGE_HALF_INSTALLED({ name: name.slice(0, 200) })));
  }
  if (state === 'half-installed') return null;
  const version = stanza.fields.get('version') ?? '';
  if (!isName(name) || !isVersion(version)) {
    if (report.bad === 0) report.firstBad = stanza.line;
    report.bad++;
    return null;
  }
  return toRecord(stanza.fields, state);
}

function toRecord(fields: ReadonlyMap<string, string>, state: string): DebRecord {
  const record: { -readonly [K in keyof DebRecord]: DebRecord[K] } = {
    name: fields.get('package') ?? '',
    version: fields.get('version') ?? '',
    arch: bounded(fields.get('architecture')) ?? '',
  };
  if (state !== 'installed') record.status = state.slice(0, 40);
  readSource(fields.get('source'), record);
  const size = Number(fields.get('installed-size'));
  if (Number.isSafeInteger(size) && size > 0) record.sizeKib = size;
  copy(record, 'maintainer', bounded(fields.get('maintainer')));
  copy(record, 'description', bounded(fields.get('description')?.split('\n', 1)[0]));
  copy(record, 'depends', fields.get('depends'));
  copy(record, 'preDepends', fields.get('pre-depends'));
  copy(record, 'provides', fields.get('provides'));
  copy(record, 'conffiles', fields.get('conffiles'));
  return record;
}

type TextKey = Exclude<keyof DebRecord, 'sizeKib'>;

function copy(
  record: { -readonly [K in keyof DebRecord]: DebRecord[K] },
  key: TextKey,
  value: string | undefined,
): void {
  if (value !== undefined && value !== '') record[key] = value;
}

/** `Source: glibc` or `Source: glibc (2.36-9)`: the version stands there when it differs from the package's. */
function readSource(text: string | undefined, record: { source?: string; sourceVersion?: string }): void {
  const match = /^(\S{1,200})(?:\s+\(([^\s()]{1,200})\))?$/.exec(text ?? '');
  if (match?.[1]) record.source = match[1];
  if (match?.[2]) record.sourceVersion = match[2];
}

/** Looser than Debian policy (old and foreign databases), tight enough to refuse garbage. */
function isName(text: string): boolean {
  return text.length <= 200 && /^[A-Za-z0-9][A-Za-z0-9+._-]*$/.test(text);
}

function isVersion(text: string): boolean {
  return text.length <= 200 && /^[A-Za-z0-9][A-Za-z0-9.+:~_-]*$/.test(text);
}

function bounded(text: string | undefined): string | undefined {
  return text?.slice(0, 1000);
}

import type { RandomAccess } from '@gantry/io/files';
import type { FileReading, ScannedFile } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { type UnreadNote, unreadNote } from '../_shared/unread.ts';
import { berkeleyBlobs } from './berkeley.ts';
import { type Blobs, BrokenContainer } from './blobs.ts';
import { maxPathText, type PathBudget } from './header-files.ts';
import { ndbBlobs } from './ndb.ts';
import { parseHeader, type RpmRecord } from './parse-header.ts';
import { parseManifest } from './parse-manifest.ts';
import { sqliteBlobs } from './sqlite.ts';

/** The forms of an RPM database, the one that rpm prefers first. */
export type RpmForm = 'SQLite' | 'NDB' | 'Berkeley DB' | 'manifest';

/** The packages of one database file. */
export interface RpmFacts {
  readonly form: RpmForm;
  readonly records: readonly RpmRecord[];
}

const maxPackages = 250_000;

/** Reads one database file; its form follows from its name. What could be read before damage is kept. */
export function read(file: ScannedFile): FileReading<RpmFacts> {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const container = containers.get(name);
  if (container) return readContainer(file, container);
  const { records, bad, firstBad } = parseManifest(file);
  const facts = { path: file.path, count: bad, first: `line ${firstBad}` };
  return {
    facts: { form: 'manifest', records },
    unread: bad > 0 ? [unreadNote(sbomErrors.RECORD_UNREADABLE(facts))] : [],
  };
}

interface Container {
  readonly form: RpmForm;
  blobs(content: RandomAccess): Blobs;
}

const containers: ReadonlyMap<string, Container> = new Map<string, Container>([
  ['rpmdb.sqlite', { form: 'SQLite', blobs: sqliteBlobs }],
  ['Packages.db', { form: 'NDB', blobs: ndbBlobs }],
  ['Packages', { form: 'Berkeley DB', blobs: berkeleyBlobs }],
]);

function readContainer(file: ScannedFile, { form, blobs }: Container): FileReading<RpmFacts> {
  const unread: UnreadNote[] = [];
  const records: RpmRecord[] = [];
  const bad = { count: 0, first: '' };
  const budget = { left: maxPathText };
  try {
    let number = 0;
    for (const blob of blobs(file.content)) {
      const record = readBlob(blob, budget);
      number++;
      if (record) records.push(record);
      else if (bad.count++ === 0) bad.first = `package ${number}`;
      if (records.length < maxPackages) continue;
      unread.push(unreadNote(sbomErrors.PACKAGES_TOO_MANY({ path: file.path, limit: maxPackages })));
      break;
    }
  } catch (error) {
    const because = damage(error);
    unread.push(unreadNote(sbomErrors.DATABASE_UNREADABLE({ path: file.path, format: `RPM (${form})`, because })));
  }
  if (budget.left < 0)
    unread.push(unreadNote(sbomErrors.OWNED_FILES_TOO_MANY({ path: file.path, limit: maxPathText })));
  if (bad.count > 0) unread.push(unreadNote(sbomErrors.RECORD_UNREADABLE({ path: file.path, ...bad })));
  return { facts: records.length > 0 ? { form, records } : null, unread };
}

function readBlob(blob: Uint8Array, budget: PathBudget): RpmRecord | null {
  try {
    return parseHeader(blob, budget);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** What is wrong with a container; anything but damage of the file is ours and goes up. */
function damage(error: unknown): string {
  if (error instanceof BrokenContainer) return error.message;
  if (error instanceof RangeError) return 'it points outside itself';
  throw error;
}

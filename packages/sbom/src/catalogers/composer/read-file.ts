import { defined, listOf } from '@gantry/core/json';
import type { FileReading, ScannedFile } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { invalidFile, readJsonFile } from '../_shared/json-file.ts';
import { fileName } from '../_shared/paths.ts';
import { type UnreadNote, unreadNote } from '../_shared/unread.ts';
import { field, lineOf } from '../_shared/values.ts';
import type { ComposerFacts, ListedPackage } from './facts.ts';

/**
 * Reads Composer's `installed.json` (version 1: a list; version 2: an object with `packages`) or `composer.lock` (`packages`
 * and `packages-dev`).
 */
export function readComposerFile(file: ScannedFile): FileReading<ComposerFacts> {
  const parsed = readJsonFile(file);
  if (!parsed.ok) return { facts: null, unread: [parsed.unread] };
  const json = parsed.value;
  const rows = Array.isArray(json) ? json : field(json, 'packages');
  if (!Array.isArray(rows)) return { facts: null, unread: [invalidFile(file, 'it has no list of packages').unread] };
  const dev = listOf(field(json, 'packages-dev'));
  const read = [...readRows(rows), ...readRows(dev, true)];
  const packages = read.filter((one) => one !== null);
  const type = file.path.endsWith('/composer.lock') ? 'lock' : 'installed';
  const unread = notes(fileName(file.path), read.length - packages.length, rows.length + dev.length);
  return { facts: { type, packages }, unread };
}

const maxPackages = 20_000;

function readRows(rows: readonly unknown[], dev = false): (ListedPackage | null)[] {
  return rows.slice(0, maxPackages).map((row) => readRow(row, dev));
}

function readRow(row: unknown, dev: boolean): ListedPackage | null {
  const name = lineOf(field(row, 'name'), 300);
  const version = lineOf(field(row, 'version'));
  if (name === undefined || version === undefined || !nameShape.test(name)) return null;
  const stated = field(row, 'license');
  const licenses = (Array.isArray(stated) ? stated : [stated]).slice(0, 50).flatMap((text) => lineOf(text, 300) ?? []);
  return {
    name,
    version,
    licenses,
    ...defined({
      type: lineOf(field(row, 'type')),
      homepage: lineOf(field(row, 'homepage'), 1000),
      sourceUrl: lineOf(field(field(row, 'source'), 'url'), 1000) ?? lineOf(field(field(row, 'dist'), 'url'), 1000),
      reference: lineOf(field(field(row, 'source'), 'reference')) ?? lineOf(field(field(row, 'dist'), 'reference')),
      dev: dev ? (true as const) : undefined,
    }),
  };
}

/** `vendor/name`; Composer 1 took capitals. */
const nameShape = /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/;

function notes(file: string, bad: number, rows: number): UnreadNote[] {
  const found: UnreadNote[] = [];
  const because = `${bad} entries have no usable name and version`;
  if (bad > 0) found.push(unreadNote(sbomErrors.PACKAGE_FIELD_INVALID({ file, because })));
  if (rows > maxPackages) found.push(unreadNote(sbomErrors.PACKAGE_FILE_CUT({ file, limit: maxPackages })));
  return found;
}

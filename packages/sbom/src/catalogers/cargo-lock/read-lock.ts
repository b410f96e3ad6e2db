import { defined, listOf } from '@gantry/core/json';
import { parse } from 'smol-toml';
import type { FileReading, ScannedFile } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { invalidFile } from '../_shared/json-file.ts';
import { textOf } from '../_shared/text-lines.ts';
import { type UnreadNote, unreadNote } from '../_shared/unread.ts';
import { field, lineOf } from '../_shared/values.ts';
import type { CargoLockFacts, LockedCrate } from './facts.ts';

/**
 * Reads Cargo.lock of versions 1 to 4 (the Cargo Book, "Cargo.toml vs Cargo.lock"; cargo's `encode.rs`). Crates without a
 * source are members of the workspace or lie beside it: they are the project itself. Version 1 keeps checksums in
 * `[metadata]`.
 */
export function readCargoLock(file: ScannedFile): FileReading<CargoLockFacts> {
  let document: unknown;
  try {
    document = parse(textOf(file.content, file.size));
  } catch {
    return { facts: null, unread: [invalidFile(file, 'it is not TOML').unread] };
  }
  const rows = listOf(field(document, 'package'));
  const crates: LockedCrate[] = [];
  let bad = 0;
  for (const row of rows.slice(0, maxCrates)) {
    if (field(row, 'source') === undefined && lineOf(field(row, 'name')) !== undefined) continue;
    const crate = readCrate(row, field(document, 'metadata'));
    if (crate) crates.push(crate);
    else bad += 1;
  }
  return { facts: { crates }, unread: notes(bad, rows.length) };
}

const maxCrates = 50_000;
const maxDependencies = 1000;

function readCrate(row: unknown, metadata: unknown): LockedCrate | null {
  const name = lineOf(field(row, 'name'), 200);
  const version = lineOf(field(row, 'version'));
  const source = lineOf(field(row, 'source'), 2000);
  if (name === undefined || version === undefined || source === undefined || !/^[A-Za-z0-9_][\w-]*$/.test(name))
    return null;
  const dependencies = listOf(field(row, 'dependencies'))
    .slice(0, maxDependencies)
    .flatMap((text) => lineOf(text, 2000) ?? []);
  return {
    name,
    version,
    source,
    ...defined({
      checksum: lineOf(field(row, 'checksum')) ?? lineOf(field(metadata, `checksum ${name} ${version} (${source})`)),
      dependencies: dependencies.length > 0 ? dependencies : undefined,
    }),
  };
}

function notes(bad: number, rows: number): UnreadNote[] {
  const found: UnreadNote[] = [];
  const because = `${bad} entries have no usable name, version and source`;
  if (bad > 0) found.push(unreadNote(sbomErrors.PACKAGE_FIELD_INVALID({ file: 'Cargo.lock', because })));
  if (rows > maxCrates) found.push(unreadNote(sbomErrors.PACKAGE_FILE_CUT({ file: 'Cargo.lock', limit: maxCrates })));
  return found;
}

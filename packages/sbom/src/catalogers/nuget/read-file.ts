import type { FileReading, ScannedFile } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { invalidFile, readJsonObject } from '../_shared/json-file.ts';
import { fileName } from '../_shared/paths.ts';
import { textOf } from '../_shared/text-lines.ts';
import { type UnreadNote, unreadNote } from '../_shared/unread.ts';
import type { NugetEntry, NugetFacts } from './facts.ts';
import { depsJsonEntries } from './read-deps-json.ts';
import { nuspecEntry } from './read-nuspec.ts';
import { packagesLockEntries } from './read-packages-lock.ts';

/** Reads a deps.json, packages.lock.json or nuspec; the name says which. */
export function readNugetFile(file: ScannedFile): FileReading<NugetFacts> {
  if (file.path.endsWith('.nuspec')) return readNuspec(file);
  const parsed = readJsonObject(file);
  if (!parsed.ok) return { facts: null, unread: [parsed.unread] };
  const locked = fileName(file.path) === 'packages.lock.json';
  const entries = locked ? packagesLockEntries(parsed.value) : depsJsonEntries(parsed.value);
  if (entries === null) return { facts: null, unread: [invalidFile(file, 'it lists no packages').unread] };
  const packages = entries.slice(0, maxPackages).filter((entry) => entry !== null);
  return {
    facts: { evidence: locked ? 'declared' : 'installed', packages },
    unread: notes(fileName(file.path), entries),
  };
}

const maxPackages = 20_000;
const maxNuspec = 1024 * 1024;

function readNuspec(file: ScannedFile): FileReading<NugetFacts> {
  const entry = nuspecEntry(textOf(file.content, maxNuspec));
  if (entry) return { facts: { evidence: 'installed', packages: [entry] } };
  return { facts: null, unread: [invalidFile(file, 'it has no metadata with id and version').unread] };
}

function notes(file: string, entries: readonly (NugetEntry | null)[]): UnreadNote[] {
  const bad = entries.filter((entry) => entry === null).length;
  const because = `${bad} entries have no usable name and version`;
  const found = bad > 0 ? [unreadNote(sbomErrors.PACKAGE_FIELD_INVALID({ file, because }))] : [];
  if (entries.length > maxPackages) found.push(unreadNote(sbomErrors.PACKAGE_FILE_CUT({ file, limit: maxPackages })));
  return found;
}

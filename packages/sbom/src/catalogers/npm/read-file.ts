import type { FileReading, ScannedFile } from '../../cataloging/define-cataloger.ts';
import { readJsonObject } from '../_shared/json-file.ts';
import type { NpmFacts } from './facts.ts';
import { isInstalledManifest, lockedProject } from './places.ts';
import { readLock } from './read-lock.ts';
import { readManifest } from './read-manifest.ts';

/** Reads a package.json or a lock file; the name says which. Files at places that install nothing give nothing. */
export function readNpmFile(file: ScannedFile): FileReading<NpmFacts> {
  const manifest = file.path.endsWith('/package.json');
  const wanted = manifest ? isInstalledManifest(file.path) : lockedProject(file.path) !== null;
  if (!wanted) return { facts: null };
  const parsed = readJsonObject(file);
  if (!parsed.ok) return { facts: null, unread: [parsed.unread] };
  return manifest ? readManifest(parsed.value) : readLock(file, parsed.value);
}

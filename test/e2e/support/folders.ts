import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for a test. */
export interface Folder {
  readonly path: string;
  remove(): void;
}

/** A folder of our own below the machine's temporary folder. */
export function temporaryFolder(what: string): Folder {
  const path = mkdtempSync(join(tmpdir(), `gantry-e2e-${what}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Every path below a folder. */
export function contents(folder: string): string[] {
  return readdirSync(folder, { recursive: true }).map(String);
}

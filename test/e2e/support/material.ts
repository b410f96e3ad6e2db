import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.ts';

/** The folder of built test images (`make-images`). */
export const images = process.env['GANTRY_TEST_IMAGES'] ?? '/tmp/gantry-test-images';

/** The folder with `feeds` and `tools`. */
export const shared = process.env['GANTRY_SHARED'] ?? join(repository, '..', 'shared');

/** The folder with Syft and its like, or null. */
export const peers = process.env['GANTRY_PEERS'] ?? null;

/** Is everything that a suite needs there? Says in the log what is not, and what to do about it. */
export function present(suite: string, paths: readonly string[]): boolean {
  const missing = paths.filter((path) => !existsSync(path));
  if (missing.length > 0) console.log(`skipped: ${suite}: not there: ${missing.join(', ')} (see test/e2e/readme.md)`);
  return missing.length === 0;
}

/** The path of a built image. */
export function imagePath(name: string): string {
  return join(images, name);
}

/** Rows of a tab-separated file with a header line, by the names in it. */
export function tableRows(path: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const names = head.split('\t');
  return lines.map((line) => {
    const values = line.split('\t');
    return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
  });
}

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasImage, testImages } from './oracle.ts';

/** Is the image built, and are these programs there? Says in the log what is skipped when not. */
export function canUnpack(image: string, programs: readonly string[]): boolean {
  const missing = ['umoci', ...programs].filter((name) => spawnSync(name, ['--version']).status !== 0);
  for (const name of missing) console.log(`skipped: the program ${name} is not installed`);
  return missing.length === 0 && hasImage(image);
}

/** Unpacks a built image with umoci and gives the root folder to `use`; removes it at the end. */
export async function withUnpacked<T>(image: string, use: (root: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'gantry-unpacked-'));
  try {
    const root = join(folder, 'root');
    const rootless = process.getuid?.() === 0 ? [] : ['--rootless'];
    execFileSync('umoci', ['raw', 'unpack', ...rootless, '--image', `${join(testImages, image)}:latest`, root]);
    return await use(root);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

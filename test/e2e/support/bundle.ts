import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.ts';

const entry = join(repository, 'packages/cli/bundle/main.js');

/**
 * The program, built when its bundle is absent or older than a source. `GANTRY_BUNDLE=keep` takes the bundle as it is:
 * for work on the tests while sources are being edited.
 */
export function builtProgram(): string {
  const keep = process.env['GANTRY_BUNDLE'] === 'keep' && existsSync(entry);
  if (!keep && isStale()) execFileSync(process.execPath, ['tools/build.mjs'], { cwd: repository, stdio: 'inherit' });
  return join(repository, 'packages/cli/bin/gantry.mjs');
}

function isStale(): boolean {
  if (!existsSync(entry)) return true;
  const built = statSync(entry).mtimeMs;
  const sources = readdirSync(join(repository, 'packages'))
    .map((name) => join(repository, 'packages', name, 'src'))
    .filter((folder) => existsSync(folder));
  return sources.some((folder) => newestSource(folder) > built);
}

/** The last change of a file that goes into the bundle. Milliseconds. */
function newestSource(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const kept = files.filter((file) => file.isFile() && /(?<!\.test|\.integration)\.(ts|json)$/.test(file.name));
  return Math.max(0, ...kept.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs));
}

import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { builtProgram } from './bundle.ts';
import { repository } from './repository.ts';

const bundle = join(repository, 'packages/cli/bundle');
const archive = join(executableIn(), 'linux-amd64/anchorectl.tar.gz');

/** Where `npm run executable` writes. */
export function executableIn(): string {
  return join(repository, 'packages/cli/executable');
}

/** Makes the self-contained executable when it is absent or older than the bundle. */
export function makeExecutable(): void {
  builtProgram();
  const built = existsSync(archive) ? statSync(archive).mtimeMs : 0;
  if (built > statSync(join(bundle, 'main.js')).mtimeMs) return;
  execFileSync(process.execPath, ['tools/executable/build.mjs', '--bundle', bundle, 'amd64'], {
    cwd: repository,
    stdio: 'inherit',
  });
}

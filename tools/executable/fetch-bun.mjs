import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.mjs';
import { bunVersion } from './targets.mjs';

/** Bun for a target, in `parts`: fetched by npm once, checked against the integrity that is written down, each time. */
export async function fetchBun({ bun }, parts) {
  const archive = join(parts, `${bun.name.replace('@', '').replace('/', '-')}-${bunVersion}.tgz`);
  await mkdir(parts, { recursive: true });
  if (!existsSync(archive)) {
    await run('npm', ['pack', '--silent', '--pack-destination', parts, `${bun.name}@${bunVersion}`]);
  }
  const integrity = `sha512-${createHash('sha512')
    .update(await readFile(archive))
    .digest('base64')}`;
  if (integrity !== bun.integrity) {
    await rm(archive);
    throw new Error(
      `${bun.name}@${bunVersion} is ${integrity}, not ${bun.integrity} as tools/executable/targets.mjs says`,
    );
  }
  const folder = archive.replace(/\.tgz$/, '');
  await mkdir(folder, { recursive: true });
  await run('tar', ['-xzf', archive, '-C', folder]);
  return join(folder, 'package/bin/bun');
}

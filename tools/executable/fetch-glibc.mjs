import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { run } from './run.mjs';

/**
 * The files of the Debian package libc6 of an architecture, with its version: the C library that Bun is started with. For this machine's architecture
 * they are the installed ones. For another, apt downloads the package and checks its signature, with package lists of their own, so that nothing of the
 * machine's settings changes.
 */
export async function fetchGlibc(architecture, parts) {
  const own = (await run('dpkg', ['--print-architecture'])).trim();
  if (own === architecture)
    return { root: '/', version: await run('dpkg-query', ['-W', `-f=\${Version}`, `libc6:${own}`]) };
  const folder = resolve(parts, `libc6-${architecture}`);
  const root = join(folder, 'root');
  if (!existsSync(join(root, 'usr/share/doc/libc6/copyright'))) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(root, { recursive: true });
    await download(architecture, folder);
    await run('dpkg-deb', ['-x', await archiveIn(folder), root]);
  }
  return { root, version: (await run('dpkg-deb', ['-f', await archiveIn(folder), 'Version'])).trim() };
}

async function archiveIn(folder) {
  const name = (await readdir(folder)).find((one) => one.endsWith('.deb'));
  return join(folder, name ?? 'no package');
}

async function download(architecture, folder) {
  const state = join(folder, 'apt');
  await mkdir(join(state, 'lists/partial'), { recursive: true });
  await mkdir(join(state, 'cache/archives/partial'), { recursive: true });
  await writeFile(join(state, 'status'), '');
  const settings = {
    'APT::Architecture': architecture,
    'APT::Architectures': architecture,
    'Dir::State': state,
    'Dir::State::status': join(state, 'status'),
    'Dir::Cache': join(state, 'cache'),
  };
  const options = Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  await run('apt-get', [...options, '-q', 'update']);
  await run('apt-get', [...options, '-q', 'download', `libc6:${architecture}`], { cwd: folder });
}

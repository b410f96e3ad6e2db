import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { run } from './run.mjs';

/**
 * The unpacked Debian package libc6 of an architecture, with its version: the C library that Bun is started with.
 * apt downloads it and checks the signatures; an architecture that is not this machine's gets package lists of its own,
 * so that nothing of the machine's settings changes.
 */
export async function fetchGlibc(architecture, parts) {
  const folder = resolve(parts, `libc6-${architecture}`);
  const root = join(folder, 'root');
  if (!existsSync(join(root, 'usr/share/doc/libc6/copyright'))) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(root, { recursive: true });
    await run('dpkg-deb', ['-x', await download(architecture, folder), root]);
  }
  const [archive] = (await readdir(folder)).filter((name) => name.endsWith('.deb'));
  return { root, version: await run('dpkg-deb', ['-f', join(folder, archive), 'Version']).then((text) => text.trim()) };
}

async function download(architecture, folder) {
  const own = await run('dpkg', ['--print-architecture']);
  const options = own.trim() === architecture ? [] : await listsOf(architecture, folder);
  // apt hands downloads to a user of its own where it can; a folder of root alone makes it say so, and go on.
  await run('apt-get', [...options, '-q', 'download', `libc6:${architecture}`], { cwd: folder }).catch((cause) => {
    throw new Error(`the Debian package libc6 is not to be had here (try apt-get update): ${cause.message}`);
  });
  const [archive] = (await readdir(folder)).filter((name) => name.endsWith('.deb'));
  return join(folder, archive);
}

async function listsOf(architecture, folder) {
  const state = join(folder, 'apt');
  await mkdir(join(state, 'lists/partial'), { recursive: true });
  await mkdir(join(state, 'cache/archives/partial'), { recursive: true });
  await writeFile(join(state, 'status'), '');
  const options = [
    ['APT::Architecture', architecture],
    ['APT::Architectures', architecture],
    ['Dir::State', state],
    ['Dir::State::status', join(state, 'status')],
    ['Dir::Cache', join(state, 'cache')],
  ].flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  await run('apt-get', [...options, '-q', 'update']);
  return options;
}

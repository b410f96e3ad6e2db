import { createHash } from 'node:crypto';
import { chmod, link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { run } from './run.mjs';

/** Options of GNU tar for archives that depend on names, modes and contents alone. */
const plain = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--format=ustar'];

/** Launcher and compressed payload as one file; answers its path. The same payload gives the same file. */
export async function packExecutable({ payload, target, output }) {
  const archive = `${output}.tar`;
  // No entry for the folder itself: the time of unpacking is how old versions are told.
  const names = (await readdir(payload)).sort();
  await run('tar', [...plain, '--mode=u=rwX,go=', '-cf', archive, '-C', payload, ...names]);
  const tar = await readFile(archive);
  await rm(archive);
  const compressed = await promisify(gzip)(tar, { level: 9 });
  const values = {
    PAYLOAD: createHash('sha256').update(tar).digest('hex').slice(0, 32),
    KILOBYTES: String(Math.ceil(tar.length / 1024)),
    MACHINE: target.machine,
    LOADER: target.loader,
    FILES: (await filesOf(payload)).join(' '),
  };
  await writeFile(output, Buffer.concat([await launcher(values, compressed.length), compressed]));
  await chmod(output, 0o755);
  return values.PAYLOAD;
}

/** The script, padded to whole blocks, so that `dd` finds the archive quickly. */
async function launcher(values, compressed) {
  const text = await readFile(new URL('launcher.sh', import.meta.url), 'utf8');
  const filled = Object.entries(values).reduce((script, [name, value]) => script.replace(`@${name}@`, value), text);
  const block = 4096;
  // Room for the two numbers that depend on the length.
  const header = Math.ceil((Buffer.byteLength(filled) + 32) / block) * block;
  const script = filled.replace('@HEADER@', String(header)).replace('@TOTAL@', String(header + compressed));
  return Buffer.from(script.padEnd(header, '\n'));
}

async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const odd = paths.find((path) => !/^[\w./-]+$/.test(path));
  if (odd !== undefined) throw new Error(`the launcher cannot list ${odd}: its name has special characters`);
  return paths.sort();
}

/** What the server hands out: `anchorectl`, and `gantry` as a second name of the same file. */
export async function packDownload(executable, output) {
  const folder = `${output}.d`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await link(executable, join(folder, 'anchorectl'));
  await link(executable, join(folder, 'gantry'));
  await run('tar', [...plain, '--mode=755', '-cf', `${folder}/tar`, '-C', folder, 'anchorectl', 'gantry']);
  // Compressed already: the lowest level is quick, and every client can read it.
  await writeFile(`${folder}/tar.gz`, await promisify(gzip)(await readFile(`${folder}/tar`), { level: 1 }));
  await rename(`${folder}/tar.gz`, output);
  await rm(folder, { recursive: true, force: true });
}

import { chmod, copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { notice } from './notice.mjs';
import { libraries } from './targets.mjs';

/** Puts together the folder that the launcher unpacks: runtime, C library, the bundled command line, licences. */
export async function makePayload({ folder, bundle, bun, glibc, target, architecture, version }) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const name of [target.loader, ...libraries]) {
    await copyFile(join(glibc.root, target.libraries, name), join(folder, name));
  }
  await chmod(join(folder, target.loader), 0o755);
  await copyFile(bun, join(folder, 'bun'));
  await copyFile(join(glibc.root, 'usr/share/doc/libc6/copyright'), join(folder, 'LICENSE.glibc'));
  await copyFile('LICENSE', join(folder, 'LICENSE'));
  await writeFile(join(folder, 'NOTICE'), notice({ version, glibc, architecture, bun: target.bun }));
  await copyBundle(bundle, join(folder, 'cli'));
  await writeFile(join(folder, 'gantry.mjs'), entry);
  for (const [name, text] of Object.entries(settings)) await writeFile(join(folder, name), text);
}

const entry = `// @bun
import { main } from './cli/main.js';
await main(process.argv.slice(2));
`;

/** Ends Bun's search for settings here, so that no file of a folder above or of the caller's is asked. */
const settings = { 'bunfig.toml': '', 'tsconfig.json': '{}\n', 'package.json': '{ "type": "module" }\n' };

/** The first line tells Bun that there is nothing to translate: it starts sooner and writes no cache of its own. */
async function copyBundle(bundle, folder) {
  await cp(bundle, folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.js')) continue;
    const path = join(folder, name);
    await writeFile(path, `// @bun\n${await readFile(path, 'utf8')}`);
  }
}

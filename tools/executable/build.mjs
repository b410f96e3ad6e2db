// `npm run executable [-- amd64 arm64]`: the command line as one file that runs on any Linux, and the archive in which the
// server hands it out, in packages/cli/executable. Needs npm's registry (for Bun) and apt (for the C library).
// `--bundle DIR` takes a bundle that is there instead of making it; `--out DIR` writes elsewhere.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fetchBun } from './fetch-bun.mjs';
import { fetchGlibc } from './fetch-glibc.mjs';
import { packDownload, packExecutable } from './pack.mjs';
import { makePayload } from './payload.mjs';
import { bunVersion, targets } from './targets.mjs';

process.chdir(resolve(fileURLToPath(new URL('../..', import.meta.url))));
const { values, positionals: given } = parseArgs({
  allowPositionals: true,
  options: { bundle: { type: 'string' }, out: { type: 'string' } },
});
const bundle = values.bundle ?? 'packages/cli/bundle';
const out = values.out ?? 'packages/cli/executable';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const own = { x64: 'amd64', arm64: 'arm64' }[process.arch] ?? 'amd64';
const architectures = given.length === 0 ? [own] : given;
const unknown = architectures.filter((name) => !Object.hasOwn(targets, name));
if (unknown.length > 0) fail(`there is no target ${unknown.join(', ')}: it takes ${Object.keys(targets).join(', ')}`);

if (values.bundle === undefined) {
  if (!existsSync('node_modules/esbuild')) fail('the libraries are not installed: run `npm ci` first');
  await import('../build.mjs');
}
for (const architecture of architectures) {
  await buildFor(architecture).catch((error) => fail(`${architecture}: ${error.message}`));
}

async function buildFor(architecture) {
  const target = targets[architecture];
  const parts = join(out, 'parts');
  const folder = join(out, `linux-${architecture}`);
  await mkdir(folder, { recursive: true });
  const bun = await fetchBun(target, parts);
  const glibc = await fetchGlibc(architecture, parts);
  const payload = join(parts, `payload-${architecture}`);
  await makePayload({ folder: payload, bundle, bun, glibc, target, architecture, version });
  const executable = join(folder, 'gantry');
  const digest = await packExecutable({ payload, target, output: executable });
  const download = join(folder, 'anchorectl.tar.gz');
  await packDownload(executable, download);
  const size = ((await stat(executable)).size / 1e6).toFixed(1);
  process.stdout.write(
    `${executable}: ${size} MB, Gantry ${version} on Bun ${bunVersion} with glibc ${glibc.version}, payload ${digest}\n${download}: for GET /v2/system/anchorectl\n`,
  );
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

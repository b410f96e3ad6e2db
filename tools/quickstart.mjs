// `npm run quickstart`: builds, makes a sample image, loads the starter advisories, checks the image, says what to do next.
// Exit status 0 when the verdict could be shown, whatever it is.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeSampleImage } from './sample-image.mjs';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
const home = join(root, '.gantry');
const image = join(home, 'sample-image');
const env = { ...process.env, GANTRY_CACHE_DIR: join(home, 'cache') };
const gantry = join(root, 'packages/cli/bin/gantry.mjs');

process.chdir(root);
if (!existsSync('node_modules/esbuild')) fail('the libraries are not installed: run `npm ci` first');
await mkdir(home, { recursive: true });

step('Building the command line');
await import('./build.mjs');
step('Making a sample image with known faults (an OCI layout)');
const layers = await makeSampleImage(image);
say(
  `${layers} layers in .gantry/sample-image: a dpkg database, node_modules, Python packages, Log4j 2.14.1, root, port 22`,
);
step('Loading the advisories that ship with Gantry (a starter set, not the live feeds)');
if ((await run(['db', 'update', '--starter'])) !== 0) fail('the starter advisories could not be loaded');
step('gantry check oci-dir:.gantry/sample-image');
const status = await run(['check', 'oci-dir:.gantry/sample-image']);
if (status !== 0 && status !== 1) fail('the sample image could not be evaluated');
step('Next');
say(`That was exit status ${status}: 1 means stop, 0 means go or warn, so a CI job can lean on it.
  Live advisories:  npx gantry db update            (--from URL|DIR for a mirror, --starter for the set that ships with Gantry)
  Your own image:   npx gantry check registry.example.com/team/app:1.2
  A local folder:   npx gantry check dir:.
  Its components:   npx gantry sbom TARGET -o cyclonedx-json
  Every command:    npx gantry --help`);

function run(args) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [gantry, ...args], { stdio: 'inherit', env });
    child.on('close', (code) => done(code ?? 3));
  });
}

function step(text) {
  process.stdout.write(`\n==> ${text}\n`);
}

function say(text) {
  process.stdout.write(`    ${text}\n`);
}

function fail(text) {
  process.stderr.write(`quickstart: ${text}\n`);
  process.exit(3);
}

// `npm run quickstart`: builds, starts the platform on the embedded database, has it pull and analyze a sample image, shows the verdict and
// stays until Ctrl-C. With `--once`, and in CI, it stops after the verdict. Exit status 0 when the verdict could be shown, whatever it is.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveLayout } from './sample/registry.mjs';
import { makeSampleImage } from './sample-image.mjs';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
const home = join(root, '.gantry');
const layout = join(home, 'sample-image');
const gantry = join(root, 'packages/cli/bin/gantry.mjs');
const port = process.env.GANTRY_PORT ?? '8228';
const once = process.argv.includes('--once') || process.env.CI !== undefined;

process.chdir(root);
if (!existsSync('node_modules/esbuild')) fail('the libraries are not installed: run `npm ci` first');
await mkdir(home, { recursive: true, mode: 0o700 });
const env = {
  ...process.env,
  GANTRY_CACHE_DIR: join(home, 'cache'),
  GANTRY_USERNAME: 'admin',
  GANTRY_PASSWORD: password(),
};

step('Building the command line and the server');
await import('./build.mjs');
step('Starting the platform on the embedded database (.gantry/server)');
const server = await startServer();
process.once('SIGINT', () => void stop());
process.once('SIGTERM', () => void stop());
try {
  await firstVerdict();
} catch (error) {
  await server.end();
  fail(error.message);
}
if (once) await stop();

/** A sample image with known faults, pulled from a registry that exists for this alone. */
async function firstVerdict() {
  step('Making a sample image with known faults, and a registry that has it');
  const layers = await makeSampleImage(layout);
  const registry = await serveLayout(layout);
  const image = `${registry.host}/sample/app:1.0`;
  say(`${layers} layers: a dpkg database, node_modules, Python packages, Log4j 2.14.1, root, port 22; ${image}`);
  try {
    step('The server pulls and analyzes it');
    const words = [
      'registry',
      'add',
      registry.host,
      '--username',
      'nobody',
      '--secure-connection',
      'false',
      '--validate',
      'false',
    ];
    await mustRun(words, { GANTRY_REGISTRY_PASSWORD: 'none', GANTRY_FORMAT: 'id' });
    await mustRun(['image', 'add', '--wait', '--no-auto-subscribe', image]);
    step(`gantry image check --detail ${image}`);
    await mustRun(['image', 'check', '--detail', image]);
  } finally {
    await run(['registry', 'delete', registry.host], { GANTRY_FORMAT: 'id', GANTRY_QUIET: 'true' });
    registry.close();
  }
  step('Advisories (live feeds replace the starter set as soon as they can be reached)');
  await mustRun(['feed', 'list']);
  step('Gantry runs');
  say(`The API, drawn from its own document: ${server.url}/docs/
    Sign in as admin with the password in .gantry/password

    Another terminal:   export GANTRY_URL=${server.url} GANTRY_USERNAME=admin GANTRY_PASSWORD=$(cat .gantry/password)
    Your own image:     npx gantry image add --wait --from registry registry.example.com/team/app:1.2
                        npx gantry image check --detail registry.example.com/team/app:1.2
    Without a server:   npx gantry check dir:.
    Every command:      npx gantry --help
${once ? '' : '\n    Ctrl-C stops it; what it knows stays in .gantry/server for the next start.\n'}`);
}

/** The password of this folder's platform: made once, kept for the next start. */
function password() {
  const path = join(home, 'password');
  if (!existsSync(path)) writeFileSync(path, `${randomBytes(15).toString('base64url')}\n`, { mode: 0o600 });
  return readFileSync(path, 'utf8').trim();
}

async function startServer() {
  const child = spawn(process.execPath, [gantry, 'server', 'start', '--data', join(home, 'server'), '--port', port], {
    // Ctrl-C reaches the whole group: the server would end before its quickstart says so.
    detached: true,
    env: {
      ...env,
      GANTRY_ADMIN_PASSWORD: env.GANTRY_PASSWORD,
      GANTRY_LOG_LEVEL: process.env.GANTRY_LOG_LEVEL ?? 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => child.once('close', (status) => done(status)));
  const url = await new Promise((done) => {
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const found = /Gantry is ready at (\S+)/.exec(printed);
      if (found) done(found[1]);
    });
    void ended.then(() => done(null));
  });
  if (url === null) fail('the server did not start; its reason stands above');
  say(`ready at ${url}`);
  env.GANTRY_URL = url;
  void ended.then((status) => {
    if (status !== 0) fail(`the server ended with status ${status}`);
  });
  return {
    url,
    end: async () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

async function stop() {
  step('Stopping');
  const status = await server.end();
  say(status === 0 ? 'stopped; its data stays in .gantry/server' : `the server ended with status ${status}`);
  process.exit(status === 0 ? 0 : 1);
}

async function mustRun(words, more) {
  const status = await run(words, more);
  if (status !== 0) throw new Error(`gantry ${words.join(' ')} ended with status ${status}`);
}

function run(words, more = {}) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [gantry, ...words], { stdio: 'inherit', env: { ...env, ...more } });
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
  process.exit(1);
}

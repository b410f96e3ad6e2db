// Many images through the server: variants of one image in a registry, pulled, catalogued, matched and stored.
//   GANTRY_TEST_IMAGES=DIR [GANTRY_PEERS=DIR] node bench/server/analyze.mjs [--count 1000] [--image debian-services] [--syft 10]
// Needs Debian's docker-registry. The ratio to Syft: images per minute of Syft run on each image by itself, two at a time.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { startServer, until } from './server.mjs';
import { pushVariants } from './variants.mjs';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    image: { type: 'string', default: 'debian-services' },
    syft: { type: 'string', default: '10' },
  },
});
const count = Number(values.count);
const images = process.env.GANTRY_TEST_IMAGES ?? '/tmp/gantry-test-images';
const registry = await startRegistry();
try {
  await pushVariants({ layout: join(images, values.image), host: registry.host, name: 'bench/app', count });
  const ours = await analyze();
  process.stdout.write(`${count} variants of ${values.image} through the server: ${JSON.stringify(ours)}\n`);
  if (process.env.GANTRY_PEERS) {
    const syft = await runSyft(Number(values.syft));
    process.stdout.write(
      `Syft on ${values.syft} of them: ${JSON.stringify(syft)}; ratio ${(ours.perMinute / syft.perMinute).toFixed(2)}\n`,
    );
  }
} finally {
  registry.stop();
}

async function analyze() {
  const server = await startServer();
  try {
    await server.call('POST', '/registries', {
      registry: registry.host,
      registry_name: 'bench',
      registry_type: 'docker_v2',
      registry_user: 'x',
      registry_pass: 'x',
      registry_verify: false,
    });
    const start = performance.now();
    let memory = 0;
    for (let number = 1; number <= count; number += 1)
      await server.call('POST', '/images?auto_subscribe=false', {
        source: { tag: { pull_string: `${registry.host}/bench/app:v${number}` } },
      });
    const added = performance.now();
    await until(async () => {
      memory = Math.max(memory, server.memory());
      await new Promise((done) => setTimeout(done, 500));
      const counts = await server.call('GET', '/summaries/image-counts');
      return stateOf(counts) === count;
    }, 3600);
    const failed = await server.call('GET', '/images?analysis_status=analysis_failed');
    const seconds = (performance.now() - start) / 1000;
    return {
      perMinute: Math.round((count / seconds) * 60),
      seconds: Math.round(seconds),
      adding: Math.round((added - start) / 1000),
      failed: failed.items.length,
      peakMibOfAllProcesses: memory,
      peakMibOfServer: server.peak(),
    };
  } finally {
    await server.stop();
  }
}

/** How many are done, well or not. */
function stateOf(counts) {
  return counts.analyzed + counts.failed;
}

async function runSyft(number) {
  const run = promisify(execFile);
  const start = performance.now();
  let next = 1;
  await Promise.all(
    [1, 2].map(async () => {
      while (next <= number) {
        const target = `${registry.host}/bench/app:v${next++}`;
        await run(join(process.env.GANTRY_PEERS, 'syft'), ['-q', `registry:${target}`, '-o', 'syft-json'], {
          maxBuffer: 2 ** 28,
          env: { ...process.env, SYFT_REGISTRY_INSECURE_USE_HTTP: 'true' },
        });
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  return { perMinute: Math.round((number / seconds) * 60), seconds: Math.round(seconds) };
}

async function startRegistry() {
  const folder = mkdtempSync(join(tmpdir(), 'gantry-bench-registry-'));
  const port = await freePort();
  const config = join(folder, 'config.yml');
  writeFileSync(
    config,
    `version: 0.1\nlog: {level: error, accesslog: {disabled: true}}\nstorage: {filesystem: {rootdirectory: ${folder}/data}}\nhttp: {addr: 127.0.0.1:${port}}\n`,
  );
  const child = spawn('docker-registry', ['serve', config], { stdio: 'ignore' });
  await until(
    () =>
      fetch(`http://127.0.0.1:${port}/v2/`).then(
        ({ ok }) => ok,
        () => false,
      ),
    20,
  );
  return {
    host: `127.0.0.1:${port}`,
    stop: () => {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

// 50 clients that check images at once. Usage: GANTRY_TEST_IMAGES=DIR node bench/server/checks.mjs [--each 20] [IMAGE...]
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { percentile, startServer } from './server.mjs';

const { values, positionals } = parseArgs({
  options: { each: { type: 'string', default: '20' }, clients: { type: 'string', default: '50' } },
  allowPositionals: true,
});
const images = process.env.GANTRY_TEST_IMAGES ?? '/tmp/gantry-test-images';
const names = positionals.length > 0 ? positionals : ['debian-services', 'app-node', 'app-python'];
const program = fileURLToPath(new URL('../../packages/cli/bin/gantry.mjs', import.meta.url));
const server = await startServer();
try {
  const targets = names.map(add);
  await Promise.all(targets.map(check));
  const times = [];
  const start = performance.now();
  await Promise.all(Array.from({ length: Number(values.clients) }, (_, client) => checks(client, targets, times)));
  const seconds = (performance.now() - start) / 1000;
  const row = {
    checks: times.length,
    perSecond: Math.round(times.length / seconds),
    p50: Math.round(percentile(times, 50)),
    p99: Math.round(percentile(times, 99)),
    max: Math.round(Math.max(...times)),
    peakMib: server.peak(),
  };
  process.stdout.write(
    `${values.clients} concurrent image checks, ms: ${JSON.stringify(row)} (limit: p99 under 300)\n`,
  );
} finally {
  await server.stop();
}

function add(name) {
  const tag = `bench.local/${name}:1`;
  const text = execFileSync(
    process.execPath,
    [program, 'image', 'add', '--wait', '--from', `oci-dir:${join(images, name)}`, tag, '-o', 'json-raw'],
    {
      env: { ...process.env, GANTRY_URL: server.url, GANTRY_USERNAME: 'admin', GANTRY_PASSWORD: server.password },
      maxBuffer: 2 ** 28,
    },
  );
  const image = [JSON.parse(text.toString())].flat()[0];
  return { tag, digest: image.image_digest };
}

async function checks(client, targets, times) {
  for (let round = 0; round < Number(values.each); round += 1) {
    const begun = performance.now();
    await check(targets[(client + round) % targets.length]);
    times.push(performance.now() - begun);
  }
}

async function check({ digest, tag }) {
  const { evaluations } = await server.call('GET', `/images/${digest}/check?tag=${tag}&detail=true`);
  if (evaluations.length === 0) throw new Error('no verdict');
}

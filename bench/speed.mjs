// Cold and warm `gantry sbom` beside Syft and the floor, on the same images, in one run.
//   GANTRY_TEST_IMAGES=DIR GANTRY_PEERS=DIR node bench/speed.mjs [--runs N] [IMAGE...]
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { best, markdown, measure } from './lib/measure.mjs';

const images = process.env.GANTRY_TEST_IMAGES ?? '/tmp/gantry-test-images';
const syft = join(process.env.GANTRY_PEERS ?? '', 'syft');
const gantry = [process.execPath, 'packages/cli/bin/gantry.mjs'];
const args = process.argv.slice(2);
const at = args.indexOf('--runs');
const runs = at < 0 ? 2 : Number(args.splice(at, 2)[1]);
const names = args.length > 0 ? args : ['big', 'debian-services', 'app-node', 'app-java', 'app-python', 'app-go-rust'];

const rows = [];
for (const name of names.filter((name) => existsSync(join(images, name, 'index.json'))))
  rows.push(await measureImage(name));
process.stdout.write(
  `${markdown(['image', 'floor s', 'Gantry cold s', 'MiB', 'warm s', 'Syft s', 'MiB', 'cold/floor', 'cold/Syft', 'warm/cold'], rows)}\n\n`,
);
process.stdout.write(`${markdown(['start-up', 'ms'], await startup())}\n`);

async function measureImage(name) {
  const layout = join(images, name);
  const sbom = [...gantry, 'sbom', `oci-dir:${layout}`, '-q', '-o', 'syft-json'];
  const cache = mkdtempSync(join(tmpdir(), 'gantry-bench-cache-'));
  try {
    const floor = await best(runs, () => measure([process.execPath, 'bench/limit.mjs', layout]));
    const cold = await best(runs, () => measure([...sbom, '--no-cache']));
    await measure(sbom, { env: { GANTRY_CACHE_DIR: cache } });
    const warm = await best(runs, () => measure(sbom, { env: { GANTRY_CACHE_DIR: cache } }));
    const peer = existsSync(syft)
      ? await best(runs, () => measure([syft, '-q', `oci-dir:${layout}`, '-o', 'syft-json']))
      : null;
    const ratio = (a, b) => (a / b).toFixed(2);
    return [
      name,
      floor.wall,
      cold.wall,
      cold.mib,
      warm.wall,
      peer?.wall ?? '',
      peer?.mib ?? '',
      ratio(cold.wall, floor.wall),
      peer ? ratio(cold.wall, peer.wall) : '',
      ratio(warm.wall, cold.wall),
    ];
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

/** Median of many starts, ours and bare Node's. */
async function startup() {
  const median = async (command) => {
    const times = [];
    for (let turn = 0; turn < 15; turn++) {
      const started = performance.now();
      await measure(command);
      times.push(performance.now() - started);
    }
    return times.sort((a, b) => a - b)[7];
  };
  const bare = await median([process.execPath, '-e', '0']);
  const own = await median([...gantry, 'version']);
  return [
    ['bare node', bare.toFixed(0)],
    ['gantry version', own.toFixed(0)],
    ['difference', (own - bare).toFixed(0)],
  ];
}

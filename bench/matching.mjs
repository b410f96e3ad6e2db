// Building the advisory database, and matching the packages of an image in a fresh process, beside osv-scanner on the same records.
//   GANTRY_SHARED=DIR GANTRY_TEST_IMAGES=DIR GANTRY_PEERS=DIR node bench/matching.mjs [IMAGE]
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { best, markdown, measure } from './lib/measure.mjs';

const shared = process.env.GANTRY_SHARED ?? '../shared';
const images = process.env.GANTRY_TEST_IMAGES ?? '/tmp/gantry-test-images';
const peers = process.env.GANTRY_PEERS ?? '';
const name = process.argv[2] ?? 'big';
const gantry = [process.execPath, 'packages/cli/bin/gantry.mjs'];
const folder = mkdtempSync(join(tmpdir(), 'gantry-bench-'));
const env = { GANTRY_CACHE_DIR: join(folder, 'cache') };
const layout = `oci-dir:${join(images, name)}`;

try {
  const build = await best(1, () =>
    measure([...gantry, 'db', 'update', '-q', '--from', join(shared, 'feeds')], { env }),
  );
  const ours = join(folder, 'gantry.json');
  await measure([...gantry, 'sbom', layout, '-q', '-o', 'syft-json'], { env, output: ours });
  const matching = await best(3, () => measure([...gantry, 'vulns', `sbom:${ours}`, '-q', '-o', 'json'], { env }));
  const image = await best(2, () => measure([...gantry, 'vulns', layout, '-q', '--no-cache', '-o', 'json'], { env }));
  const rows = [
    ['gantry db update (all feeds)', build.wall, build.mib],
    [`gantry vulns sbom:${name}`, matching.wall, matching.mib],
    [`gantry vulns ${name}, cold`, image.wall, image.mib],
  ];
  const osv = join(peers, 'osv-scanner');
  if (existsSync(osv)) rows.push([`osv-scanner on the SBOM of ${name}`, ...(await osvScanner(osv))]);
  const syft = join(peers, 'syft');
  if (existsSync(syft)) {
    const peer = await best(2, () => measure([syft, '-q', layout, '-o', 'syft-json']));
    rows.push([`syft ${name} (the first part of what Grype does)`, peer.wall, peer.mib]);
  }
  process.stdout.write(`${markdown(['work', 's', 'MiB'], rows)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Its offline data is the same bucket; an ecosystem without an archive stops it, so those get one with an empty record. */
async function osvScanner(osv) {
  const bom = join(folder, 'bom.json');
  await measure([join(peers, 'syft'), '-q', layout, '-o', 'cyclonedx-json'], { output: bom });
  const data = join(folder, 'osv');
  mkdirSync(data);
  cpSync(join(shared, 'feeds', 'osv'), join(data, 'osv-scalibr'), { recursive: true });
  const run = () =>
    measure([osv, 'scan', 'source', '--offline', '-L', bom, '--format', 'json'], {
      env: { OSV_SCALIBR_LOCAL_DB_CACHE_DIRECTORY: data },
      okay: [0, 1, 127],
    });
  const result = await best(3, run);
  writeFileSync(join(folder, 'osv-count'), String(JSON.parse(readFileSync(bom, 'utf8')).components.length));
  return [result.wall, result.mib];
}

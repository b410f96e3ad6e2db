import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contents, temporaryFolder } from './support/folders.ts';
import { errorCode, gantry, type Outcome } from './support/gantry.ts';
import { imagePath, present, tableRows } from './support/material.ts';
import { hasSkopeo, type RunningRegistry, registryTools, startRegistry } from './support/registry.ts';

const table = imagePath('hostile.oracle/expect.tsv');
const there = present('hostile images', [table]);
const cases = there ? tableRows(table) : [];
const place = temporaryFolder('hostile');
const lines: string[] = [];

/** What one case may take. */
const limits = { seconds: 30, mib: 512 };

/** Why layers are refused; what is refused before a layer is read, the tests of its reader know. */
const reasons: Readonly<Record<string, string>> = {
  'gzip-bad-crc': 'IO_GZIP_CORRUPT',
  'media-text-as-gzip': 'IO_TAR_TRUNCATED',
  'tar-half-file': 'IO_TAR_TRUNCATED',
  'tar-not-tar': 'IO_TAR_CORRUPT',
  'tar-size-huge': 'IO_TAR_TRUNCATED',
  'truncated-gzip': 'IO_GZIP_TRUNCATED',
  'wrong-diff-id': 'SBOM_LAYER_DIFF_ID',
  'wrong-digest': 'SBOM_BLOB_MISMATCH',
};

/** Cases that lose something when they are read: the bill must say so. */
const cut = [
  'deep-path',
  'gzip-bomb',
  'jar-nested-40',
  'package-db-garbage',
  'package-json-300mb',
  'package-json-odd',
  'path-dotdot',
  'rpmdb-random',
  'tar-after-end',
  'tar-long-name',
  'tar-sparse',
  'tar-unknown-types',
  'whiteout-escape',
  'zip-bomb-jar',
  'zip-broken',
  'zip-overlap-jar',
  'zip-slip-jar',
  'zstd-bomb',
];

interface Bill {
  readonly artifacts: readonly { readonly name: string; readonly version: string; readonly type: string }[];
  readonly files: readonly { readonly unknowns: readonly string[] }[];
}

/** Runs `gantry sbom` in folders of its own; with the names of what it left in them. */
async function scan(label: string, target: string, env: Readonly<Record<string, string>> = {}) {
  const folders = ['cwd', 'tmp', 'cache', 'home'].map((folder) => join(place.path, label, folder));
  const [cwd = '', tmp = '', cache = '', home = ''] = folders;
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  const own = { TMPDIR: tmp, GANTRY_CACHE_DIR: cache, HOME: home };
  const words = ['sbom', target, '-o', 'json', '--no-cache'];
  const outcome = await gantry(words, { cwd, env: { ...own, ...env }, timeout: limits.seconds });
  return { ...outcome, left: folders.flatMap((folder) => contents(folder)) };
}

function note(label: string, verdict: string, outcome: Outcome): void {
  const { status, signal, seconds, peakMib, stderr } = outcome;
  const cost = `${seconds.toFixed(1).padStart(5)} s ${String(peakMib).padStart(4)} MiB`;
  const said = errorCode(stderr) || (/(\d+) items? (?:was|were) not read/.exec(stderr)?.[0] ?? '');
  lines.push(`${label.padEnd(34)} ${verdict.padEnd(8)} ${cost}  ${status ?? signal} ${said}`);
}

function expectRefusal({ status, stdout, stderr }: Outcome, name: string): void {
  expect([status, stdout], stderr).toEqual([3, '']);
  expect(errorCode(stderr)).toMatch(/^(SBOM|IO)_/);
  expect(errorCode(stderr)).not.toMatch(/WORKER_FAILED|TIMEOUT/);
  if (reasons[name]) expect(errorCode(stderr)).toBe(reasons[name]);
}

function expectRest({ status, stdout, stderr }: Outcome, name: string): void {
  expect(status, stderr).toBe(0);
  const { artifacts } = JSON.parse(stdout) as Bill;
  const debian = artifacts.filter(({ type }) => type === 'deb').map((found) => `${found.name} ${found.version}`);
  expect(debian).toEqual(['base-files 12.4', 'openssl 3.0.8-1']);
  if (name === 'npm-flood') expect(artifacts.filter(({ type }) => type === 'npm')).toHaveLength(200_000);
  if (name === 'package-json-odd')
    expect(artifacts).toContainEqual(expect.objectContaining({ name: 'good', version: '1.0.0' }));
}

function expectHonesty({ status, stdout }: Outcome, name: string): void {
  if (status !== 0 || !cut.includes(name)) return;
  const { files } = JSON.parse(stdout) as Bill;
  expect(
    files.flatMap(({ unknowns }) => unknowns),
    'what was left out stands in the bill',
  ).not.toEqual([]);
}

function judge(outcome: Outcome, name: string, verdict: string): void {
  expect(outcome.signal, 'it ends by itself').toBeNull();
  if (verdict === 'refuse' || (verdict === 'bounded' && outcome.status !== 0)) expectRefusal(outcome, name);
  if (verdict === 'scan') expectRest(outcome, name);
  expectHonesty(outcome, name);
  expect(outcome.seconds).toBeLessThan(limits.seconds);
  expect(outcome.peakMib).toBeLessThanOrEqual(limits.mib);
}

afterAll(() => {
  console.log(lines.join('\n'));
  place.remove();
});

describe.skipIf(!there)('e2e: hostile images', () => {
  it.each(cases)('$case ($verdict): $why', { timeout: 60_000 }, async ({ case: name = '', verdict = '' }) => {
    const outcome = await scan(name, `oci-dir:${imagePath(`hostile/${name}`)}`);
    note(name, verdict, outcome);
    judge(outcome, name, verdict);
    expect(outcome.left, 'nothing is left behind').toEqual([]);
  });

  it('nothing was written where the images point', () => {
    expect(readdirSync('/tmp').filter((file) => file.startsWith('HOSTILE_'))).toEqual([]);
  });
});

/** What is wrong with this one is the file `oci-layout`, which no registry serves: the image itself is sound. */
const soundWhenServed: Readonly<Record<string, string>> = { 'layout-version': 'scan' };
const serving = there && present('hostile images, served', registryTools) && hasSkopeo('hostile images, served');

describe.skipIf(!serving)('e2e: hostile images, served by a registry', () => {
  let registry: RunningRegistry;
  let taken: ReadonlySet<string>;

  beforeAll(async () => {
    registry = await startRegistry();
    const pushed = registry.push(cases.map((row) => `hostile/${row['case']}`));
    taken = new Set(pushed.filter((row) => row[2]?.startsWith('sha256:')).map(([name = '']) => name));
    expect(taken.size, 'the registry takes most of them').toBeGreaterThan(60);
  }, 120_000);
  afterAll(() => registry?.stop());

  it.each(cases)('$case ($verdict)', { timeout: 60_000 }, async ({ case: name = '', verdict: alone = '' }) => {
    const verdict = soundWhenServed[name] ?? alone;
    const repository = `hostile/${name}`;
    if (!taken.has(repository)) return console.log(`skipped: the registry did not take ${repository}`);
    const login = { GANTRY_REGISTRY_USERNAME: registry.user, GANTRY_REGISTRY_PASSWORD: registry.password };
    const outcome = await scan(`served-${name}`, `registry:${registry.host}/${repository}:latest`, login);
    note(`registry ${name}`, verdict, outcome);
    judge(outcome, name, verdict);
    expect(outcome.left, 'nothing is left behind').toEqual([]);
  });
});

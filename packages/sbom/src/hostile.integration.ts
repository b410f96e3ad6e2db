import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const images = process.env['GANTRY_TEST_IMAGES'] ?? '/tmp/gantry-test-images';
const oracle = join(images, 'hostile.oracle', 'expect.tsv');
const present = existsSync(oracle);
if (!present) console.log(`sbom/hostile: skipped, no test images in ${images}: hostile`);

interface Outcome {
  readonly code?: string;
  readonly packages?: readonly string[];
  readonly count?: number;
  readonly unread?: readonly string[];
  readonly peakMiB: number;
}

const folder = mkdtempSync(join(tmpdir(), 'gantry-hostile-test-'));
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const banner = "import{createRequire as r}from'node:module';const require=r(import.meta.url);";

beforeAll(() =>
  build({
    entryPoints: { bill: here('fixtures/bill-of.ts'), worker: here('cataloging/layer-worker.ts') },
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['source'],
    splitting: true,
    external: ['@cyclonedx/cyclonedx-library'],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    banner: { js: banner },
    logLevel: 'error',
  }),
);
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a case in a process of its own: 30 seconds, and its peak memory comes back. */
async function billOf(name: string): Promise<Outcome> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      join(folder, 'bill.mjs'),
      `oci-dir:${join(images, 'hostile', name)}`,
      pathToFileURL(join(folder, 'worker.mjs')).href,
    ],
    { timeout: 30_000 },
  );
  return JSON.parse(stdout) as Outcome;
}

const cases = present
  ? readFileSync(oracle, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t') as [string, string, string])
  : [];
const debian = ['deb base-files 12.4', 'deb openssl 3.0.8-1'];
/** What must be found besides the Debian packages. */
const further: Readonly<Record<string, string>> = {
  'package-json-odd': 'npm good 1.0.0',
  'symlink-fanout': 'npm end 1.0.0',
};

describe.skipIf(!present)('sbom/hostile', () => {
  it.each(cases)('%s: %s, %s', async (name, verdict) => {
    const outcome = await billOf(name);
    expect(outcome.peakMiB).toBeLessThanOrEqual(512);
    if (outcome.code !== undefined) expect(outcome.code).toMatch(/^(IO|SBOM)_/);
    if (verdict === 'refuse') expect(outcome.code).toBeDefined();
    if (verdict === 'scan') expect(outcome.packages).toEqual(expect.arrayContaining(debian));
    if (further[name] !== undefined) expect(outcome.packages).toContain(further[name]);
    if (name === 'npm-flood') expect(outcome.count).toBe(200_002);
  });

  it('writes nothing outside', () => {
    expect(readdirSync('/tmp').filter((name) => name.startsWith('HOSTILE_'))).toEqual([]);
  });
});

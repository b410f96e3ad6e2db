import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Package } from '@gantry/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdvisoryDatabase, openDatabase } from './db/open.ts';
import { findMatches } from './find-matches.ts';
import { testBill, testDistro, testPackages } from './testing/index.ts';
import { updateDatabase } from './update-database.ts';

const shared = process.env['GANTRY_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const images = process.env['GANTRY_TEST_IMAGES'] ?? '/tmp/gantry-test-images';
const feed = join(shared, 'feeds/osv/Debian/all.zip');
const listed = ['debian-services', 'big', 'debian-min'].filter((name) =>
  existsSync(join(images, `${name}.oracle/dpkg.tsv`)),
);
const tools = ['dpkg', 'unzip'].filter((tool) => spawnSync(tool, ['--help']).error !== undefined);
const missing = [
  ...(existsSync(feed) ? [] : [feed]),
  ...(listed.length > 0 ? [] : [`dpkg.tsv under ${images}`]),
  ...tools,
];
if (missing.length > 0)
  console.log(`skipped: matches of Debian images against dpkg, because ${missing.join(' and ')} is missing`);

interface Row {
  readonly name: string;
  readonly version: string;
  readonly source: string;
  readonly sourceVersion: string;
}

/** The part of an OSV record that the oracle reads, straight from the zip. */
interface DebianRecord {
  readonly id: string;
  readonly withdrawn?: string;
  readonly affected: readonly {
    readonly package: { readonly ecosystem: string; readonly name: string };
    readonly versions?: readonly string[];
    readonly ranges?: readonly { readonly events: readonly Readonly<Record<string, string>>[] }[];
  }[];
}

describe.skipIf(missing.length > 0)('matches of Debian images', () => {
  const dir = mkdtempSync(join(tmpdir(), 'gantry-matches-'));
  let database: AdvisoryDatabase;
  let records: readonly DebianRecord[];

  beforeAll(async () => {
    await updateDatabase({ dir: join(dir, 'db'), from: feed, now: '2026-11-22T00:00:00Z' });
    database = openDatabase(join(dir, 'db'));
    spawnSync('unzip', ['-q', feed, '-d', join(dir, 'records')]);
    records = readdirSync(join(dir, 'records')).map(
      (file) => JSON.parse(readFileSync(join(dir, 'records', file), 'utf8')) as DebianRecord,
    );
  });
  afterAll(() => {
    database?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it.each(listed)('%s: exactly the pairs that dpkg --compare-versions finds', (image) => {
    const rows = readRows(join(images, `${image}.oracle/dpkg.tsv`));
    const ours = ourPairs(rows, database);
    const theirs = pairsByDpkg(rows, records);
    console.log(`${image}: ${rows.length} packages, ${theirs.length} pairs by dpkg, ${ours.length} by Gantry`);
    expect(theirs.length).toBeGreaterThan(0);
    expect(ours).toEqual(theirs);
  });
});

function readRows(file: string): Row[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  return lines
    .map((line) => line.split('\t'))
    .filter(([, , , , , status]) => status === 'installed')
    .map(([name = '', version = '', , source = '', sourceVersion = '']) => ({ name, version, source, sourceVersion }));
}

function ourPairs(rows: readonly Row[], store: AdvisoryDatabase): string[] {
  const packages = testPackages(
    ...rows.map(({ name, version, source, sourceVersion }) => ({
      kind: 'deb' as const,
      name,
      version,
      metadata: { kind: 'deb' as const, architecture: 'amd64', source, sourceVersion, files: [] },
    })),
  );
  const nameOf = new Map(packages.map((pkg: Package) => [pkg.id, pkg.name]));
  const report = findMatches(testBill(packages, { distro: testDistro('debian', '12') }), store);
  expect(report.notEvaluated).toEqual([]);
  const pairs = report.matches.flatMap(({ packageId, advisory, alsoFrom }) =>
    [advisory, ...alsoFrom].map((id) => `${nameOf.get(packageId)} ${id}`),
  );
  return [...new Set(pairs)].sort();
}

function pairsByDpkg(rows: readonly Row[], records: readonly DebianRecord[]): string[] {
  const pairs = new Set<string>();
  for (const { id, withdrawn, affected } of records) {
    for (const entry of affected) {
      if (withdrawn || entry.package.ecosystem !== 'Debian:12') continue;
      for (const row of rows.filter(({ source }) => source === entry.package.name)) {
        if (isAffected(row.sourceVersion, entry)) pairs.add(`${row.name} ${id}`);
      }
    }
  }
  return [...pairs].sort();
}

/** Straight from the OSV schema for the one shape that these records have: one introduced, and maybe one end, a range. */
function isAffected(version: string, { versions, ranges }: DebianRecord['affected'][number]): boolean {
  if (versions?.includes(version)) return true;
  return (ranges ?? []).some(({ events }) => {
    const bound = (kind: string) => events.map((event) => event[kind]).find((text) => text !== undefined);
    expect(events.length).toBeLessThanOrEqual(2);
    const introduced = bound('introduced');
    const fixed = bound('fixed');
    const last = bound('last_affected');
    if (introduced !== undefined && introduced !== '0' && !dpkgSays(version, 'ge', introduced)) return false;
    if (fixed !== undefined) return dpkgSays(version, 'lt', fixed);
    return last === undefined || dpkgSays(version, 'le', last);
  });
}

const said = new Map<string, boolean>();

function dpkgSays(left: string, relation: 'ge' | 'lt' | 'le', right: string): boolean {
  const key = `${left} ${relation} ${right}`;
  const known = said.get(key) ?? spawnSync('dpkg', ['--compare-versions', left, relation, right]).status === 0;
  said.set(key, known);
  return known;
}

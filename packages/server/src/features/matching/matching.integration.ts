import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bill } from '@gantry/core';
import { createBill, openTarget } from '@gantry/sbom';
import { type AdvisoryDatabase, findMatches, openDatabase, updateDatabase } from '@gantry/vulns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addImage, type TestPlatform, testAdvisories, testPlatform } from '../../testing/index.ts';
import { createMatching } from './index.ts';

const shared = process.env['GANTRY_SHARED'] ?? fileURLToPath(new URL('../../../../../../shared', import.meta.url));
const images = process.env['GANTRY_TEST_IMAGES'] ?? '/tmp/gantry-test-images';
const feed = join(shared, 'feeds');
const names = existsSync(images)
  ? readdirSync(images).filter((name) => existsSync(join(images, `${name}.oracle`)) && name !== 'hostile')
  : [];
const missing = [...(existsSync(feed) ? [] : [feed]), ...(names.length > 0 ? [] : [`images under ${images}`])];
if (missing.length > 0)
  console.log(`skipped: matches by identity of real images, because ${missing.join(' and ')} is missing`);

describe.skipIf(missing.length > 0)('matches of images by way of identities', () => {
  const dir = mkdtempSync(join(tmpdir(), 'gantry-matching-'));
  let platform: TestPlatform;
  let database: AdvisoryDatabase;
  beforeAll(async () => {
    await updateDatabase({ dir, from: feed, now: '2026-11-22T00:00:00Z' });
    database = openDatabase(dir);
    platform = await testPlatform();
  });
  afterAll(async () => {
    database?.close();
    await platform?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it.each(names.map((name, at) => [name, at] as const))('%s: the report is that of findMatches', async (name, at) => {
    const matching = createMatching({
      platform,
      advisories: testAdvisories(database),
      subscriptions: { active: async () => [] },
    }).matching;
    const bill = await billOf(join(images, name));
    const digest = `sha256:${String(at).padStart(64, '0')}`;
    const scope = await addImage(platform, { account: 'team-a', digest, tag: `docker.io/${name}:1` });
    const steps = [performance.now()];
    await platform.db.transaction().execute((tx) => matching.record(scope.within(tx), digest, bill));
    steps.push(performance.now());
    await matching.refresh(scope, digest);
    steps.push(performance.now());
    const report = await matching.report(scope, digest, bill);
    steps.push(performance.now());
    const expected = findMatches(bill, database);
    steps.push(performance.now());
    const [record, refresh, assemble, direct] = steps.slice(1).map((end, i) => Math.round(end - (steps[i] as number)));
    console.log(
      `${name}: ${bill.packages.length} packages, ${expected.matches.length} matches: record ${record} ms, ` +
        `match ${refresh} ms, report ${assemble} ms (findMatches alone ${direct} ms)`,
    );
    expect(report).toEqual(expected);
    expect(await matching.reportOf(bill)).toEqual(expected);
  });
});

async function billOf(path: string): Promise<Bill> {
  const opened = await openTarget(`oci-dir:${path}`);
  try {
    return await createBill(opened, { toolVersion: '0.0.0' });
  } finally {
    await opened.close();
  }
}

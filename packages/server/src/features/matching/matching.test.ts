import type { Bill, Relationship } from '@gantry/core';
import { findMatches } from '@gantry/vulns';
import { enrichedStore } from '@gantry/vulns/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Row, Scope } from '../../kernel/db/index.ts';
import {
  addImage,
  advisoryOn,
  debianBill,
  storeOf,
  type TestAdvisories,
  type TestPlatform,
  testAdvisories,
  testPlatform,
} from '../../testing/index.ts';
import { createMatching } from './index.ts';

const openssl = { kind: 'deb', name: 'openssl', version: '3.0.0-1' } as const;
const left = { kind: 'npm', name: 'left', version: '1.0.0' } as const;
const base = storeOf(
  'sha256:1',
  advisoryOn('DEBIAN-CVE-2024-1000', 'Debian:12', 'openssl', '<3.0.9-1'),
  advisoryOn('GHSA-left', 'npm', 'left', '<2.0.0'),
);
const tag = (name: string) => `docker.io/${name}:1`;

describe('features/matching', () => {
  let platform: TestPlatform;
  let advisories: TestAdvisories;
  let subscribed: string[] = [];
  const make = () =>
    createMatching({
      platform,
      advisories,
      subscriptions: {
        active: async (scope, key) =>
          subscribed.includes(`${scope.account} ${key}`)
            ? [{ type: 'vuln_update' } as Row<'subscription'>]
            : [{ type: 'tag_update' } as Row<'subscription'>],
      },
    });
  let feature: ReturnType<typeof make>;
  let images = 0;

  beforeAll(async () => {
    platform = await testPlatform();
    advisories = testAdvisories(base);
    feature = make();
  });
  afterAll(() => platform.close());
  beforeEach(() => {
    advisories.set(base);
    subscribed = [];
    platform.events.seen.length = 0;
  });

  async function recorded(bill: Bill, account = 'team-a'): Promise<{ scope: Scope; digest: string; tag: string }> {
    images += 1;
    const digest = `sha256:${String(images).padStart(64, '0')}`;
    const scope = await addImage(platform, { account, digest, tag: tag(`image${images}`) });
    await platform.db.transaction().execute((tx) => feature.matching.record(scope.within(tx), digest, bill));
    return { scope, digest, tag: tag(`image${images}`) };
  }

  it('reports what findMatches says', async () => {
    const bill = debianBill(
      openssl,
      { ...left, locations: [{ path: '/a', role: 'primary' }] },
      { ...left, locations: [{ path: '/b', role: 'primary' }] },
      { kind: 'npm', name: 'odd', version: 'not a version' },
      { kind: 'pypi', name: 'none', version: null },
    );
    const { scope, digest } = await recorded(bill);
    expect(await feature.matching.report(scope, digest, bill)).toEqual(findMatches(bill, base));
    expect(await feature.matching.reportOf(bill)).toEqual(findMatches(bill, base));
    await expect(feature.matching.reportOf(bill, 0)).rejects.toMatchObject({ code: 'MATCHING_TOO_MANY' });
  });

  it('adds forecasts and support periods when it reports, and keeps none with the packages', async () => {
    const day = (date: string, score: number) =>
      enrichedStore(storeOf(`sha256:${date}`, advisoryOn('CVE-2026-1000', 'npm', 'left', '<2.0.0')), {
        epss: { 'CVE-2026-1000': { score, percentile: 0.9, date } },
        eol: [],
      });
    const bill = debianBill(left);
    const { scope, digest } = await recorded(bill);
    const stored = async () =>
      await platform.db
        .selectFrom('package_match')
        .select(['match', 'detected_at'])
        .where('vulnerability', '=', 'CVE-2026-1000')
        .execute();
    advisories.set(day('2026-01-01', 0.1));
    const first = await feature.matching.report(scope, digest, bill);
    const before = await stored();
    const store = day('2026-01-02', 0.2);
    advisories.set(store);
    const second = await feature.matching.report(scope, digest, bill);
    expect([first, second].map(({ matches }) => matches[0]?.epss?.score)).toEqual([0.1, 0.2]);
    expect(await stored()).toEqual(before);
    expect(second).toEqual(findMatches(bill, store));
    expect(await feature.matching.reportOf(bill)).toEqual(second);
    expect(second.lifecyclesUnsure).toMatchObject([{ packageId: null }]);
  });

  it('keeps one row per identity, whatever the number of images', async () => {
    const bill = debianBill({ kind: 'deb', name: 'shared', version: '1' });
    await recorded(bill);
    await recorded(bill, 'team-b');
    const rows = await platform.db.selectFrom('package_identity').where('name', '=', 'shared').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ kind: 'deb', version: '1', distro: 'debian:12', matched_with: null });
  });

  it('replaces the packages of an image that is recorded again', async () => {
    const { scope, digest } = await recorded(debianBill(openssl, left));
    const bill = debianBill(left);
    await platform.db.transaction().execute((tx) => feature.matching.record(scope.within(tx), digest, bill));
    expect(await feature.matching.report(scope, digest, bill)).toEqual(findMatches(bill, base));
    const rows = await scope.select('artifact_package').where('digest', '=', digest).selectAll().execute();
    expect(rows).toHaveLength(1);
  });

  it('leaves what a distro package owns to the distro, and follows the advisories in it', async () => {
    const packages = debianBill(openssl, left);
    const [owner, owned] = [
      packages.packages.find((pkg) => pkg.kind === 'deb'),
      packages.packages.find((pkg) => pkg.kind === 'npm'),
    ];
    const owns: Relationship = { from: owner?.id ?? '', to: owned?.id ?? '', type: 'owns' };
    const bill = { ...packages, relationships: [owns] };
    const { scope, digest } = await recorded(bill);
    const covered = async () =>
      (
        await scope
          .select('artifact_package')
          .where('digest', '=', digest)
          .where('covered', '=', true)
          .selectAll()
          .execute()
      ).length;
    expect(await covered()).toBe(1);
    expect(await feature.matching.report(scope, digest, bill)).toEqual(findMatches(bill, base));
    const onlyNpm = storeOf('sha256:npm', advisoryOn('GHSA-left', 'npm', 'left', '<2.0.0'));
    advisories.set(onlyNpm);
    expect(await feature.matching.report(scope, digest, bill)).toEqual(findMatches(bill, onlyNpm));
    expect(await covered()).toBe(0);
  });

  it('takes names that a database text cannot hold', async () => {
    const bill = debianBill(
      { kind: 'npm', name: 'nul\u0000\ud800', version: '1\u0000', purl: null },
      { kind: 'npm', name: 'x'.repeat(5_000) },
    );
    const { scope, digest } = await recorded(bill);
    const report = await feature.matching.report(scope, digest, bill);
    expect(report.notEvaluated.map(({ reason }) => reason)).toEqual(['unreadable-version']);
  });

  it('keeps the time of detection, and notes when a fix appears', async () => {
    const pkg = { kind: 'npm', name: 'timed', version: '1.0.0' } as const;
    const bill = debianBill(pkg);
    platform.setTime('2026-02-01T00:00:00Z');
    advisories.set(storeOf('sha256:t1', advisoryOn('GHSA-timed', 'npm', 'timed', '*')));
    const { scope, digest } = await recorded(bill);
    const times = async () => {
      const { report, times: timesOf } = await feature.matching.imageReport(scope, digest, bill);
      return report.matches.map(timesOf);
    };
    const detectedAt = new Date('2026-02-01T00:00:00Z');
    expect(await times()).toMatchObject([{ detectedAt, fixObservedAt: null }]);
    platform.setTime('2026-02-02T00:00:00Z');
    advisories.set(storeOf('sha256:t2', advisoryOn('GHSA-timed', 'npm', 'timed', '<1.5.0')));
    const fixObservedAt = new Date('2026-02-02T00:00:00Z');
    expect(await times()).toMatchObject([{ detectedAt, fixObservedAt }]);
    platform.setTime('2026-02-03T00:00:00Z');
    await feature.matching.refresh(scope, digest, { force: true });
    expect(await times()).toMatchObject([{ detectedAt, fixObservedAt }]);
    advisories.set(storeOf('sha256:t3', advisoryOn('GHSA-other', 'npm', 'else', '*')));
    expect(await times()).toEqual([]);
  });

  it('rematches what images use and tells who subscribed, of the newest image of a tag', async () => {
    const bill = debianBill({ kind: 'npm', name: 'watched', version: '1.0.0' });
    const before = storeOf('sha256:w1', advisoryOn('GHSA-old', 'npm', 'watched', '*'));
    advisories.set(before);
    const here = await recorded(bill);
    const there = await recorded(bill, 'team-b');
    await feature.matching.refresh(here.scope, here.digest);
    subscribed = [`team-b ${there.tag}`];
    advisories.set(storeOf('sha256:w2', advisoryOn('GHSA-new', 'npm', 'watched', '*')));
    await feature.matching.scheduleRematch();
    await feature.matching.scheduleRematch();
    expect(platform.queue.waiting).toHaveLength(1);
    await platform.queue.run(feature.jobs ?? []);
    expect(platform.events.seen).toMatchObject([
      {
        account: 'team-b',
        type: 'user.image.vulnerability.update',
        details: { image_tag: there.tag, added: ['GHSA-new'], removed: ['GHSA-old'] },
        resource: { type: 'image_digest', id: there.digest },
      },
    ]);
    const stale = await platform.db
      .selectFrom('package_identity')
      .where('name', '=', 'watched')
      .select('matched_with')
      .execute();
    expect(stale).toEqual([{ matched_with: 'sha256:w2' }]);
  });

  it('tells of changes that a request found before the job did, once', async () => {
    const bill = debianBill({ kind: 'npm', name: 'early', version: '1.0.0' });
    advisories.set(storeOf('sha256:e1', advisoryOn('GHSA-e', 'npm', 'early', '*')));
    const { scope, digest, tag: name } = await recorded(bill);
    await feature.matching.report(scope, digest, bill);
    subscribed = [`team-a ${name}`];
    advisories.set(storeOf('sha256:e2', advisoryOn('GHSA-e', 'npm', 'early', '<1.5.0')));
    await feature.matching.report(scope, digest, bill);
    for (const _twice of [1, 2]) {
      await feature.matching.scheduleRematch();
      await platform.queue.run(feature.jobs ?? []);
    }
    expect(platform.events.seen).toMatchObject([
      { details: { image_tag: name, added: [], removed: [], updated: ['GHSA-e'] } },
    ]);
  });

  it('reports from the bill when what is stored is not of this bill', async () => {
    const { scope, digest } = await recorded(debianBill(openssl));
    const other = debianBill(openssl, left);
    expect(await feature.matching.report(scope, digest, other)).toEqual(findMatches(other, base));
  });

  it('sees nothing of another account', async () => {
    const { digest } = await recorded(debianBill(openssl));
    const foreign = await addImage(platform, { account: 'team-b', digest, tag: tag('foreign') });
    expect(await foreign.select('artifact_package').where('digest', '=', digest).selectAll().execute()).toEqual([]);
  });
});

import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeFeedFolder, zipOf } from '@gantry/vulns/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../kernel/log/index.ts';
import type { JobRun } from '../../kernel/queue/index.ts';
import { storedZip, type TestPlatform, type TestServer, testPlatform, testServer } from '../../testing/index.ts';
import { type AdvisoriesFeature, createAdvisories } from '../advisories/index.ts';
import { createFeedsFeature, inProcessBuilder } from './index.ts';

const root = mkdtempSync(join(tmpdir(), 'gantry-feeds-'));
const record = (id: string, ecosystem: string, name: string) => ({
  id,
  modified: '2026-01-01T00:00:00Z',
  affected: [
    {
      package: { ecosystem, name },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2' }] }],
    },
  ],
});
const exploited = (cve: string) => ({
  cveID: cve,
  dateAdded: '2026-01-01',
  dueDate: '2026-02-01',
  knownRansomwareCampaignUse: 'Unknown',
});
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('features/feeds', () => {
  let platform: TestPlatform;
  let advisories: AdvisoriesFeature;
  let server: TestServer;
  let from = '';
  let rematches = 0;
  let feature: ReturnType<typeof createFeedsFeature>;

  beforeAll(async () => {
    platform = await testPlatform();
    advisories = createAdvisories({ platform, shared: false });
    await advisories.start();
  });
  afterAll(async () => {
    advisories.stop();
    await platform.close();
    rmSync(root, { recursive: true, force: true });
  });
  beforeEach(async () => {
    platform.events.seen.length = 0;
    rematches = 0;
    await platform.db.deleteFrom('setting').execute();
    await open(
      writeFeedFolder(join(root, 'mirror'), { npm: [record('GHSA-1', 'npm', 'left')] }, [exploited('CVE-2026-1000')]),
    );
  });
  afterEach(() => server.close());

  async function open(place: string): Promise<void> {
    from = place;
    feature = createFeedsFeature({
      platform,
      advisories,
      matching: {
        scheduleRematch: async () => {
          rematches += 1;
        },
      },
      builder: inProcessBuilder,
      from,
      interval: 3_600,
    });
    server = await testServer(platform, feature.routes);
  }

  async function upload(feed: string, bytes: Uint8Array, words: Readonly<Record<string, string>> = {}) {
    const query = new URLSearchParams({
      version: '7',
      built: '2026-01-01T00:00:00+01:00',
      checksum: sha256(bytes),
      ...words,
    });
    const head =
      '--b\r\ncontent-disposition: form-data; name="file"; filename="f"\r\ncontent-type: application/octet-stream\r\n\r\n';
    return server.call('POST', `/system/feeds/${encodeURIComponent(feed)}?${query}`, {
      text: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--b--\r\n')]),
      type: 'multipart/form-data; boundary=b',
    });
  }
  const sync = () => platform.queue.run(feature.jobs ?? []);
  const types = () => platform.events.seen.map(({ type }) => type);
  const groups = async () => {
    const { body } = await server.call('GET', '/system/feeds');
    return (body as { name: string; groups: { name: string; record_count: number }[] }[]).map(
      ({ name, groups: of }) => [name, ...of.map((group) => `${group.name} ${group.record_count}`)],
    );
  };

  it('comes back by a schedule', () => expect(feature.schedules).toEqual([{ job: 'sync-feeds', every: 3_600 }]));

  it('shows the starter set before the first sync', async () => {
    const { status, body } = await server.call('GET', '/system/feeds');
    expect(status).toBe(200);
    expect(body).toMatchObject([
      {
        name: 'vulnerabilities',
        enabled: true,
        dataset_name: 'vulnerability_db',
        data_service_built_at: '2026-01-02T03:04:05.000Z',
      },
      { name: 'kev', groups: [{ name: 'kev' }] },
    ]);
    expect(await feature.feeds.syncState()).toMatchObject({ state: 'never', completedAt: null });
  });

  it('syncs when it is asked to, once', async () => {
    expect(await server.call('POST', '/system/feeds')).toMatchObject({
      status: 200,
      body: { message: expect.any(String) },
    });
    await server.call('POST', '/system/feeds?force_sync=true');
    expect(platform.queue.waiting).toHaveLength(1);
    await sync();
    expect(types()).toEqual(['system.feeds.sync.started', 'system.feeds.sync.completed']);
    expect(await groups()).toEqual([
      ['vulnerabilities', 'npm 1'],
      ['kev', 'kev 1'],
    ]);
    expect(advisories.current()?.facts().starter).toBe(false);
    expect(rematches).toBe(1);
    expect(await feature.feeds.syncState()).toMatchObject({
      state: 'completed',
      error: null,
      completedAt: '2026-01-02T03:04:05.000Z',
    });
    await feature.feeds.requestSync();
    await sync();
    expect(rematches).toBe(1);
    await feature.feeds.requestSync({ force: true });
    await sync();
    expect(rematches).toBe(2);
  });

  it('says why feeds cannot be had, and keeps what is there', async () => {
    await feature.feeds.requestSync();
    await sync();
    const before = advisories.current()?.facts().digest;
    await server.close();
    await open(join(root, 'gone'));
    platform.events.seen.length = 0;
    await feature.feeds.requestSync({ force: true });
    await expect(sync()).rejects.toMatchObject({ code: 'VULNS_FEED_PLACE_MISSING' });
    expect(platform.events.seen).toMatchObject([
      { type: 'system.feeds.sync.started' },
      {
        type: 'system.feeds.sync.failed',
        level: 'ERROR',
        account: 'admin',
        details: { code: 'VULNS_FEED_PLACE_MISSING' },
      },
    ]);
    expect(await feature.feeds.syncState()).toMatchObject({
      state: 'failed',
      error: { code: 'VULNS_FEED_PLACE_MISSING' },
    });
    expect(advisories.current()?.facts().digest).toBe(before);
    expect(readdirSync(platform.dataDir)).toEqual(['advisories']);
  });

  it('asks nobody when it is told so', async () => {
    await server.close();
    await open('none');
    expect(await server.call('POST', '/system/feeds')).toMatchObject({ status: 200 });
    await feature.feeds.requestSync();
    await sync();
    expect(await feature.feeds.syncState()).toMatchObject({ state: 'off' });
    expect(types()).toEqual([]);
  });

  it('stands still while it is switched off', async () => {
    expect(await server.call('PUT', '/system/feeds/vulnerabilities?enabled=false')).toMatchObject({
      status: 200,
      body: { enabled: false },
    });
    await feature.feeds.requestSync({ force: true });
    await sync();
    expect(types()).toEqual([]);
    expect(await server.call('PUT', '/system/feeds/vulnerabilities?enabled=true')).toMatchObject({
      body: { enabled: true },
    });
  });

  it.each([
    ['PUT', '/system/feeds/packages?enabled=true', 501],
    ['PUT', '/system/feeds/kev?enabled=true', 501],
    ['PUT', '/system/feeds/odd?enabled=true', 400],
    ['PUT', '/system/feeds/vulnerabilities', 400],
    ['GET', '/system/feeds/vulnerability_db', 400],
    ['GET', '/system/feeds/vulnerability_db?version=99', 400],
    ['GET', '/system/feeds/clamav_db?version=1', 400],
    ['GET', '/system/feeds/vulnerability_db?version=latest', 200],
    ['GET', '/system/feeds/kev_db?version=1', 200],
    ['DELETE', '/system/feeds/vulnerabilities', 404],
    ['DELETE', '/system/feeds/odd', 404],
  ])('%s %s gives %i', async (method, path, status) => expect((await server.call(method, path)).status).toBe(status));

  it('reads what was uploaded in place of the network, until it is deleted', async () => {
    expect(await upload('PyPI', zipOf([record('PYSEC-1', 'PyPI', 'a'), record('PYSEC-2', 'PyPI', 'b')]))).toMatchObject(
      { status: 202, text: '' },
    );
    await upload(
      'kev_db',
      Buffer.from(JSON.stringify({ vulnerabilities: [exploited('CVE-1'), exploited('CVE-2026-2000')] })),
    );
    await sync();
    expect(await groups()).toEqual([
      ['vulnerabilities', 'PyPI 2'],
      ['kev', 'kev 1'],
    ]);
    expect((await server.call('GET', '/system/feeds/PyPI?version=7')).body).toMatchObject({
      version: '7',
      built_at: '2025-12-31T23:00:00.000Z',
      data_format: 'osv-zip',
    });
    expect(await server.call('DELETE', '/system/feeds/PyPI')).toMatchObject({ status: 200, text: '' });
    await sync();
    expect(await groups()).toEqual([
      ['vulnerabilities', 'npm 1'],
      ['kev', 'kev 2'],
    ]);
    await server.call('DELETE', '/system/feeds/kev');
    expect(readdirSync(join(platform.dataDir, 'feeds'))).toEqual([]);
  });

  it('takes files that do not fit into one read, piece by piece', async () => {
    const large = { ...record('GHSA-8', 'npm', 'large'), details: 'x'.repeat(5 * 2 ** 20) };
    expect(await upload('npm', zipOf([large]))).toMatchObject({ status: 202 });
    expect(readdirSync(join(platform.dataDir, 'feeds'))).toHaveLength(1);
    await server.call('DELETE', '/system/feeds/npm');
  });

  it('wants a file', async () => {
    const path = '/system/feeds/npm?version=1&built=2026-01-01T00:00:00Z&checksum=00';
    const text = '--b\r\ncontent-disposition: form-data; name="other"; filename="f"\r\n\r\nx\r\n--b--\r\n';
    const reply = await server.call('POST', path, { text, type: 'multipart/form-data; boundary=b' });
    expect(reply).toMatchObject({ status: 400, body: { error_type: 'FEEDS_FILE_MISSING' } });
  });

  describe('what adds to advisories', () => {
    const scores = Buffer.from('#score_date:2026-01-01T00:00:00+0000\ncve,epss,percentile\nCVE-2026-1000,0.5,0.9\n');
    const events = () => platform.events.seen.filter(({ type }) => type === 'system.feeds.sync.completed');
    const forecasts = () => advisories.current()?.forecast('CVE-2026-1000');

    it('is listed when it was uploaded, kept when it cannot be had, and told of', async () => {
      expect(await upload('epss_db', gzipSync(scores))).toMatchObject({ status: 202 });
      await sync();
      expect(await groups()).toEqual([
        ['vulnerabilities', 'npm 1'],
        ['kev', 'kev 1'],
        ['epss', 'epss 1'],
      ]);
      expect(forecasts()).toEqual({ score: 0.5, percentile: 0.9, date: '2026-01-01' });
      expect((await server.call('GET', '/system/feeds/epss?version=7')).body).toMatchObject({ dataset: 'epss_db' });
      await upload('epss', Buffer.from('nothing of the kind'));
      await sync();
      expect(events().at(-1)?.details).toMatchObject({
        missed: [{ feed: 'epss', code: 'VULNS_FEED_UNREADABLE', kept: true }],
      });
      expect(forecasts()).toMatchObject({ score: 0.5 });
      await server.call('DELETE', '/system/feeds/epss');
      await sync();
      expect(await groups()).toEqual([
        ['vulnerabilities', 'npm 1'],
        ['kev', 'kev 1'],
      ]);
    });

    it('comes in a bundle', async () => {
      const bundle = storedZip({
        'npm/all.zip': zipOf([record('GHSA-6', 'npm', 'a')]),
        'epss/epss_scores-2026-01-01.csv': scores,
        'epss/../../x.csv': scores,
      });
      await upload('vulnerabilities', bundle);
      await sync();
      expect(await groups()).toEqual([['vulnerabilities', 'npm 1'], ['kev'], ['epss', 'epss 1']]);
    });
  });

  it('takes a zip of all records, and one of the zips of ecosystems', async () => {
    await upload('vulnerabilities', zipOf([record('GHSA-5', 'npm', 'a'), record('PYSEC-5', 'PyPI', 'b')]));
    await sync();
    expect(await groups()).toEqual([['vulnerabilities', 'PyPI 1', 'npm 1'], ['kev']]);
    const inner = storedZip({
      'osv/npm/all.zip': zipOf([record('GHSA-6', 'npm', 'a')]),
      'osv/../all.zip': Buffer.from('x'),
      'Odd/all.zip': Buffer.from('x'),
    });
    await upload('vulnerabilities', inner, { version: '8' });
    await sync();
    expect(await groups()).toEqual([['vulnerabilities', 'npm 1'], ['kev']]);
    expect(readdirSync(join(platform.dataDir, 'feeds'))).toHaveLength(1);
  });

  it.each<[string, string, Uint8Array, Readonly<Record<string, string>>, string]>([
    ['an unknown feed', 'odd', zipOf([]), {}, 'FEEDS_UNKNOWN'],
    ['a release', 'Debian:12', zipOf([]), {}, 'FEEDS_UNKNOWN'],
    ['a wrong checksum', 'npm', zipOf([]), { checksum: 'a'.repeat(64) }, 'FEEDS_CHECKSUM'],
    ['an odd checksum', 'npm', zipOf([]), { checksum: 'md5:00' }, 'FEEDS_CHECKSUM_UNKNOWN'],
    ['an odd version', 'npm', zipOf([]), { version: 'x'.repeat(101) }, 'FEEDS_FIELD'],
    ['an odd time', 'npm', zipOf([]), { built: 'yesterday' }, 'FEEDS_FIELD'],
    ['what is no zip', 'npm', Buffer.from('no zip'), {}, 'FEEDS_FILE_UNREADABLE'],
    ['what is no catalogue', 'kev', Buffer.from('[]'), {}, 'FEEDS_FILE_UNREADABLE'],
  ])('refuses %s', async (_name, feed, bytes, words, code) => {
    expect(await upload(feed, bytes, words)).toMatchObject({ status: 400, body: { error_type: code } });
    expect(await platform.db.selectFrom('setting').selectAll().execute()).toEqual([]);
  });

  it('refuses another media type', async () => {
    const path = '/system/feeds/npm?version=1&built=2026-01-01T00:00:00Z&checksum=00';
    expect((await server.call('POST', path, { text: 'x', type: 'text/plain' })).status).toBe(415);
  });

  it('gives up when the server stops', async () => {
    const stopped: JobRun = { id: '1', data: { force: true }, attempt: 1, signal: AbortSignal.abort(), log: silentLog };
    await expect(feature.jobs?.[0]?.run(stopped)).rejects.toMatchObject({ code: 'VULNS_ABANDONED' });
  });
});

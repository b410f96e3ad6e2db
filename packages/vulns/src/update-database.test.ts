import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureCode } from '@gantry/core/testing';
import { createHttpClient } from '@gantry/io/http';
import { startLocalServer } from '@gantry/io/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDatabase, databaseStatus, openDatabase, updateDatabase } from './index.ts';
import { writeFeedFolder, zipOf } from './testing/index.ts';

let home = '';
let dir = '';
let from = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gantry-update-'));
  dir = join(home, 'db');
  from = join(home, 'feeds');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const now = '2026-03-04T05:06:07Z';

function record(id: string, ecosystem: string, name: string, more: object = {}): object {
  const ranges = [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2.0.0' }] }];
  return { id, modified: '2026-01-02T00:00:00Z', affected: [{ package: { ecosystem, name }, ranges }], ...more };
}

const exploited = [
  {
    cveID: 'CVE-2021-44228',
    dateAdded: '2021-12-10',
    dueDate: '2021-12-24',
    knownRansomwareCampaignUse: 'Known',
    requiredAction: 'Update.',
  },
  { cveID: 'CVE-2022-0001', dateAdded: '2022-01-01', dueDate: '2022-02-01', knownRansomwareCampaignUse: 'Unknown' },
  { cveID: 'nonsense', dateAdded: 'never' },
  null,
];
const content = {
  npm: [
    record('A-1', 'npm', 'one'),
    record('A-2', 'npm', 'two', { withdrawn: '2026-01-01T00:00:00Z' }),
    record('X-1', 'npm', 'both'),
  ],
  Debian: [record('D-1', 'Debian:12', 'openssl'), record('D-2', 'Debian:13', 'curl')],
  PyPI: [
    '{broken',
    '{"id":7}',
    record('P-1', 'PyPI', 'Two_Words', {
      affected: [
        { package: { ecosystem: 'PyPI', name: 'Two_Words' }, versions: ['1.0'] },
        { package: { ecosystem: 'Hex', name: 'two' }, versions: ['1.0'] },
      ],
    }),
  ],
};

describe('update-database', () => {
  it('refuses a catalogue of exploited ones that is many times its true size', async () => {
    writeFeedFolder(from, content, exploited);
    truncateSync(join(from, 'kev', 'known_exploited_vulnerabilities.json'), 11 * 1024 * 1024);
    expect(await failureCode(() => updateDatabase({ dir, from, now }))).toBe('VULNS_FEED_TOO_LARGE');
  });

  it('builds from a folder that has more than the OSV zips', async () => {
    mkdirSync(join(from, 'epss'), { recursive: true });
    writeFeedFolder(from, content, exploited);
    const status = await updateDatabase({ dir, from, now });
    expect(status).toMatchObject({ builtAt: now, starter: false, covered: ['Debian:12', 'Debian:13', 'PyPI', 'npm'] });
    expect(status.counts).toEqual({
      ...{ advisories: 6, withdrawn: 1, malicious: 0, rows: 6, packages: 6, exploited: 2 },
      ...{ forecasts: 0, ratings: 0, products: 0, listed: 0 },
    });
    expect(status.missed).toEqual([]);
    expect(status.sources).toContainEqual({
      feed: 'osv',
      ecosystem: 'Debian',
      releases: ['Debian:12', 'Debian:13'],
      records: 2,
      fetchedAt: now,
      newestRecord: '2026-01-02T00:00:00Z',
    });
    expect(status.sources.find(({ feed }) => feed === 'kev')).toMatchObject({
      records: 2,
      newestRecord: '2022-01-01T00:00:00Z',
    });
    const lost = status.losses
      .filter(({ rejected }) => Object.keys(rejected).length > 0)
      .map(({ rejected }) => rejected);
    expect(lost).toEqual([{ 'bad-entry': 2 }, { 'not-json': 1, 'bad-id': 1 }]);
  });

  it('answers from what it built', async () => {
    await updateDatabase({ dir, from: writeFeedFolder(from, content, exploited), now });
    const database = openDatabase(dir);
    expect(database.affected('npm', 'two')).toEqual([]);
    expect(database.advisory('A-2')?.withdrawn).toBe('2026-01-01T00:00:00Z');
    expect(database.affected('PyPI', 'two-words')[0]?.affected.name).toBe('Two_Words');
    expect([database.covers('Hex'), database.affected('Hex', 'two').length]).toEqual([false, 1]);
    expect(database.knownExploited('CVE-2021-44228')).toEqual({
      cve: 'CVE-2021-44228',
      dateAdded: '2021-12-10',
      dueDate: '2021-12-24',
      ransomware: true,
      requiredAction: 'Update.',
    });
    expect(database.knownExploited('CVE-2022-0001')).toMatchObject({ ransomware: false });
    database.close();
  });

  it.each([
    [
      'the folder of the bucket itself',
      () => join(writeFeedFolder(from, content), 'osv'),
      ['Debian:12', 'Debian:13', 'PyPI', 'npm'],
    ],
    ['a zip in its folder', () => join(writeFeedFolder(from, content), 'osv/npm/all.zip'), ['npm']],
    [
      'a lone zip, which is the source of what it speaks of alone',
      () => lone('some.zip', [...content.npm, ...content.PyPI]),
      ['npm'],
    ],
    ['a folder without a list', () => withoutList(), ['Debian:12', 'Debian:13', 'PyPI', 'npm']],
  ])('builds from %s', async (_what, place, covered) => {
    expect((await updateDatabase({ dir, from: place(), now })).covered).toEqual(covered);
  });

  it.each([
    [['npm'], ['npm']],
    [['NPM', 'npm'], ['npm']],
    [['Debian:12'], ['Debian:12', 'Debian:13']],
  ])('reads only the ecosystems %j', async (ecosystems, covered) => {
    writeFeedFolder(from, content);
    expect((await updateDatabase({ dir, from, ecosystems, now })).covered).toEqual(covered);
  });

  it('leaves the database as it was on every failure', async () => {
    writeFeedFolder(from, content);
    const before = await updateDatabase({ dir, from, now });
    const aborted = new AbortController();
    aborted.abort();
    const tries: [string, Parameters<typeof updateDatabase>[0]][] = [
      ['VULNS_FEED_PLACE_MISSING', { dir, from: join(home, 'nowhere'), now }],
      ['VULNS_FEED_ECOSYSTEM_UNKNOWN', { dir, from, ecosystems: ['npn'], now }],
      ['VULNS_FEED_EMPTY', { dir, from: mkdir('empty'), now }],
      ['VULNS_FEED_EMPTY', { dir, from: lone('none.zip', []), now }],
      ['VULNS_FEED_UNREADABLE', { dir, from: text('no.zip', 'PK no zip'), now }],
      ['VULNS_FEED_UNREADABLE', { dir, from: cutZip(), now }],
      ['VULNS_FEED_UNREADABLE', { dir, from: text('known_exploited_vulnerabilities.json', '[]', 'kev'), now }],
      ['VULNS_ABANDONED', { dir, from, now, signal: aborted.signal }],
    ];
    for (const [code, request] of tries) {
      expect(await failureCode(() => updateDatabase(request)), `${code} ${request.from}`).toBe(code);
      expect(checkDatabase(dir), code).toEqual(before);
      expect(readdirSync(dir)).toHaveLength(2);
    }
  });

  it('rejects hostile names of ecosystems', async () => {
    writeFeedFolder(from, content);
    writeFileSync(join(from, 'osv/ecosystems.txt'), 'npm\n../../../etc\n/etc/passwd\nnpm/../PyPI\n\u0000\n');
    expect((await updateDatabase({ dir, from, now })).covered).toEqual(['npm']);
    const hostile = { dir, from, now, ecosystems: ['../../../etc'] };
    expect(await failureCode(() => updateDatabase(hostile))).toBe('VULNS_FEED_UNREADABLE');
  });

  it('reports progress', async () => {
    const seen: string[] = [];
    const progress = ({
      stage,
      part,
      records,
      expected,
    }: {
      stage: string;
      part: string;
      records: number;
      expected: number | null;
    }) => void seen.push(`${stage} ${part} ${records}/${expected}`);
    await updateDatabase({ dir, from: writeFeedFolder(from, { npm: content.npm }), now, progress });
    expect(seen).toEqual(
      expect.arrayContaining(['reading npm 0/null', 'reading npm 3/3', 'writing rows 0/null', 'writing bodies 0/null']),
    );
  });
});

describe('update-database over HTTP', () => {
  it.each([
    ['a mirror', ''],
    ['the bucket itself', '/osv'],
    ['one zip', '/osv/npm/all.zip'],
  ])('builds from %s', async (_what, path) => {
    writeFeedFolder(from, content, exploited);
    const server = await serve(() => 404);
    const status = await updateDatabase({
      dir,
      from: `${server.url}${path}`,
      now,
      http: createHttpClient({ retries: 0 }),
    });
    expect(status.covered).toContain('npm');
    expect(status.counts.exploited).toBe(path === '' ? 2 : 0);
    expect(status.losses.every(({ place }) => place.startsWith('http://127.0.0.1'))).toBe(true);
    await server.close();
    expect(readdirSync(dir)).toHaveLength(2);
  });

  it('fails with a code when the server does, and leaves the database as it was', async () => {
    writeFeedFolder(from, content);
    const before = await updateDatabase({ dir, from, now });
    const server = await serve(() => 500);
    const http = createHttpClient({ retries: 0 });
    rmSync(join(from, 'osv/Debian/all.zip'));
    expect(await failureCode(() => updateDatabase({ dir, from: server.url, now, http }))).toBe(
      'VULNS_FEED_UNREACHABLE',
    );
    await server.close();
    expect(await failureCode(() => updateDatabase({ dir, from: server.url, now, http }))).toBe(
      'VULNS_FEED_UNREACHABLE',
    );
    expect(databaseStatus(dir)).toEqual(before);
  });
});

function serve(otherwise: () => number) {
  return startLocalServer((request, response) => {
    const body = fileOrNull(join(from, decodeURIComponent(request.url ?? '')));
    response.writeHead(body ? 200 : otherwise()).end(body ?? '');
  });
}

function fileOrNull(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

function mkdir(name: string): string {
  mkdirSync(join(home, name));
  return join(home, name);
}

function lone(name: string, records: readonly (object | string)[]): string {
  writeFileSync(join(home, name), zipOf(records));
  return join(home, name);
}

function text(name: string, body: string, folder = ''): string {
  mkdirSync(join(home, folder), { recursive: true });
  writeFileSync(join(home, folder, name), body);
  return folder === '' ? join(home, name) : join(home, folder);
}

function cutZip(): string {
  return text('cut.zip', zipOf(content.npm).subarray(0, 300).toString('latin1'));
}

function withoutList(): string {
  writeFeedFolder(from, content);
  rmSync(join(from, 'osv/ecosystems.txt'));
  return from;
}

describe('update-database: feeds that add to advisories', () => {
  const scores = (day: string, score: number) =>
    `#score_date:${day}T00:00:00+0000\ncve,epss,percentile\nCVE-2021-44228,${score},0.9\n`;
  const product = { product: 'x', identifiers: [{ type: 'purl', id: 'pkg:npm/one' }], cycles: [{ cycle: '1' }] };
  const all = () => {
    writeFeedFolder(from, content);
    text('epss_scores-2026-01-01.csv', scores('2026-01-01', 0.1), 'feeds/epss');
    text('epss_scores-2026-01-03.csv', scores('2026-01-03', 0.3), 'feeds/epss');
    text('seen.csv', 'cve,epss,percentile,date\nCVE-2021-44228,0.2,0.9,2026-01-02\n', 'feeds/epss');
    text('eol.json', JSON.stringify({ date: '2026-01-05', products: [product] }), 'feeds/eol');
    text('page.json', JSON.stringify({ vulnerabilities: [{ cve: { id: 'CVE-2021-44228' } }] }), 'feeds/nvd');
    text('list.txt', `${'a'.repeat(64)} Mirai\n`, 'feeds/malware-hashes');
    return from;
  };
  const answers = () => {
    const database = openDatabase(dir, { verify: true });
    const found = {
      epss: database.forecast('CVE-2021-44228')?.score ?? null,
      nvd: database.rating('CVE-2021-44228')?.severity ?? null,
      eol: database.productsOf('purl:pkg:npm/one').map((name) => database.product(name)?.cycles.length),
      listed: database.listedFile('a'.repeat(64))?.name ?? null,
    };
    database.close();
    return found;
  };
  const everything = { epss: 0.3, nvd: 'unknown', eol: [1], listed: 'Mirai' };

  it('are read from a mirror, newest first, each as one source', async () => {
    const status = await updateDatabase({ dir, from: all(), now });
    expect(answers()).toEqual(everything);
    expect(status.counts).toMatchObject({ forecasts: 1, ratings: 1, products: 1, listed: 1 });
    const sources = status.sources.filter(({ feed }) => feed !== 'osv');
    expect(
      sources.map(({ feed, ecosystem, records, newestRecord }) => [feed, ecosystem, records, newestRecord]),
    ).toEqual([
      ['eol', 'eol', 1, '2026-01-05T00:00:00Z'],
      ['epss', 'epss', 1, '2026-01-03T00:00:00Z'],
      ['malware-hashes', 'malware-hashes', 1, null],
      ['nvd', 'nvd', 1, null],
    ]);
    expect(status.covered).toEqual(['Debian:12', 'Debian:13', 'PyPI', 'npm']);
  });

  it('fail alone, keep what was there, and are named', async () => {
    const before = await updateDatabase({ dir, from: all(), now });
    for (const [name, folder] of [
      ['seen.csv', 'epss'],
      ['eol.json', 'eol'],
      ['page.json', 'nvd'],
      ['list.txt', 'malware-hashes'],
    ])
      text(name as string, '<html>', `feeds/${folder}`);
    const later = await updateDatabase({ dir, from, now: '2026-04-01T00:00:00Z' });
    expect(answers()).toEqual(everything);
    expect(later.missed.map(({ feed, code, kept }) => [feed, code, kept])).toEqual(
      ['eol', 'epss', 'malware-hashes', 'nvd'].map((feed) => [feed, 'VULNS_FEED_UNREADABLE', true]),
    );
    const age = (status: typeof before) =>
      status.sources.filter(({ feed }) => feed !== 'osv').map(({ fetchedAt }) => fetchedAt);
    expect(age(later)).toEqual(age(before));
    expect(later.counts).toMatchObject({ forecasts: 1, ratings: 1, products: 1, listed: 1 });
  });

  it('fail alone when nothing was there before', async () => {
    all();
    text('seen.csv', '<html>', 'feeds/epss');
    const status = await updateDatabase({ dir, from, now });
    expect(answers()).toEqual({ ...everything, epss: null });
    expect(status.missed).toMatchObject([{ feed: 'epss', kept: false }]);
    expect(status.sources.some(({ feed }) => feed === 'epss')).toBe(false);
  });

  it.each<[string, () => Readonly<Record<string, string>>, Partial<ReturnType<typeof answers>>]>([
    ['a file', () => ({ epss: text('other.csv', scores('2026-01-01', 0.7)) }), { epss: 0.7 }],
    ['a folder', () => ({ epss: text('any.csv', scores('2026-01-01', 0.6), 'own') }), { epss: 0.6 }],
    ['none', () => ({ epss: 'none', eol: 'none' }), { epss: null, eol: [] }],
  ])('are read from places of their own: %s', async (_what, places, expected) => {
    all();
    await updateDatabase({ dir, from, now, places: places() });
    expect(answers()).toEqual({ ...everything, ...expected });
  });

  it('must be there when a place was named for them', async () => {
    all();
    const status = await updateDatabase({
      dir,
      from,
      now,
      places: { epss: mkdir('nothing'), nvd: join(home, 'nowhere') },
    });
    expect(status.missed.map(({ feed, code }) => [feed, code])).toEqual([
      ['epss', 'VULNS_FEED_UNREADABLE'],
      ['nvd', 'VULNS_FEED_PLACE_MISSING'],
    ]);
    const unknown = { dir, from, now, places: { odd: 'x' } };
    expect(await failureCode(() => updateDatabase(unknown))).toBe('VULNS_FEED_UNKNOWN');
  });

  it('come over HTTP, the years of NVD one after the other', async () => {
    all();
    text('epss_scores-current.csv', scores('2026-02-01', 0.9), 'feeds/epss');
    for (const year of [2002, 2003, 2005])
      text(
        `nvdcve-2.0-${year}.json`,
        JSON.stringify({ vulnerabilities: [{ cve: { id: `CVE-${year}-1000` } }] }),
        'feeds/nvd',
      );
    const server = await serve(() => 404);
    const http = createHttpClient({ retries: 0 });
    const places = { 'malware-hashes': `${server.url}/malware-hashes/list.txt` };
    const status = await updateDatabase({ dir, from: server.url, now, http, places });
    expect(answers()).toEqual({ ...everything, epss: 0.9, nvd: null });
    expect([status.missed, status.counts.ratings]).toEqual([[], 2]);
    await server.close();
    const offline = await updateDatabase({ dir, from, now, http, places: { epss: server.url } });
    expect(offline.missed).toMatchObject([{ feed: 'epss', code: 'VULNS_FEED_UNREACHABLE', kept: true }]);
    expect(answers()).toMatchObject({ epss: 0.9 });
  });
});

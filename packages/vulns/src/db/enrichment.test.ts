import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testAdvisory, testAffected } from '../testing/index.ts';
import { createDatabaseBuilder, type DatabaseBuilder } from './build.ts';
import { carryOver } from './carry-over.ts';
import { installDatabase } from './install.ts';
import { openDatabase } from './open.ts';
import { databaseFormat, readFacts } from './schema.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'gantry-enrichment-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const source = { feed: 'epss', ecosystem: 'epss', releases: [], records: 1, fetchedAt: 'x', newestRecord: null };

async function install(fill: (builder: DatabaseBuilder) => void) {
  await installDatabase(dir, async ({ folder, file }) => {
    const builder = createDatabaseBuilder(folder, { sorterBudget: 500 });
    builder.advisory(testAdvisory('A-1', { affected: [testAffected('npm', 'x', { ranges: ['*'] })] }));
    fill(builder);
    const facts = { format: databaseFormat, builtAt: '', starter: false, sources: [source], losses: [], covered: [] };
    return await builder.write(
      file,
      (counts) => ({ ...facts, counts }),
      async () => {},
    );
  });
  return openDatabase(dir, { verify: true });
}

const forecast = (date: string, score: number) => ({ score, percentile: 0.5, date });

describe('db/enrichment', () => {
  it('keeps the newest of several, whatever their order, and the first of equal ones', async () => {
    const database = await install((builder) => {
      for (let at = 0; at < 200; at += 1) builder.forecast(`CVE-2026-${1000 + at}`, forecast('2026-01-02', 0.2));
      builder.forecast('CVE-2026-1007', forecast('2026-01-03', 0.3));
      builder.forecast('CVE-2026-1007', forecast('2026-01-01', 0.1));
      builder.rating({ cve: 'CVE-2026-1000', severity: 'low', scores: [], ssvc: null }, '2026-01-02T00:00:00Z');
      builder.rating({ cve: 'CVE-2026-1000', severity: 'high', scores: [], ssvc: null }, null);
      for (const name of ['first', 'second']) builder.listedFile({ sha256: 'a'.repeat(64), name, source: 'list' });
    });
    expect(database.forecast('CVE-2026-1007')?.score).toBe(0.3);
    expect(database.rating('CVE-2026-1000')?.severity).toBe('low');
    expect(database.listedFile('a'.repeat(64))).toEqual({ sha256: 'a'.repeat(64), name: 'first', source: 'list' });
    expect(database.about.counts).toMatchObject({ forecasts: 200, ratings: 1, listed: 1, products: 0 });
    database.close();
  });

  it('finds products by every identifier, of any script', async () => {
    const product = (name: string, ...identifiers: string[]) => ({
      product: name,
      label: name,
      identifiers,
      cycles: [],
    });
    const database = await install((builder) => {
      for (const one of [product('ž', 'purl:b', 'purl:b'), product('a', 'purl:b', 'purl:\u{1f600}', 'purl:\uffff')])
        builder.product(one);
    });
    expect(database.productsOf('purl:b')).toEqual(['a', 'ž']);
    expect(['purl:\u{1f600}', 'purl:\uffff'].map((name) => database.productsOf(name))).toEqual([['a'], ['a']]);
    expect(database.product('ž')?.label).toBe('ž');
    database.close();
  });

  it('forgets what a feed gave and takes over what was there', async () => {
    (await install((builder) => builder.forecast('CVE-2026-1000', forecast('2026-01-01', 0.1)))).close();
    const database = await install((builder) => {
      builder.forecast('CVE-2026-2000', forecast('2026-01-02', 0.2));
      builder.forget('epss');
      expect(carryOver(dir, 'epss', builder)).toEqual([source]);
      expect(carryOver(dir, 'nvd', builder)).toEqual([]);
    });
    expect(['CVE-2026-1000', 'CVE-2026-2000'].map((cve) => database.forecast(cve)?.score)).toEqual([0.1, undefined]);
    database.close();
  });

  it('has nothing to take over without a database', () => {
    const builder = createDatabaseBuilder(dir);
    expect(carryOver(join(dir, 'none'), 'epss', builder)).toEqual([]);
  });

  it('reads the facts of older files as having none of it', async () => {
    const database = await install(() => {});
    const { missed: _missed, ...older } = database.about;
    const { forecasts: _f, ratings: _r, products: _p, listed: _l, ...counts } = older.counts;
    expect(readFacts({ ...older, counts })).toMatchObject({ missed: [], counts: { forecasts: 0, listed: 0, rows: 1 } });
    database.close();
  });
});

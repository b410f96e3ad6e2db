import { findMatches } from '@gantry/vulns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDb } from '../../kernel/db/index.ts';
import {
  addImage,
  advisoryOn,
  debianBill,
  engines,
  storeOf,
  type TestPlatform,
  testAdvisories,
  testPlatform,
} from '../../testing/index.ts';
import { createMatching } from './index.ts';

const packages = Array.from({ length: 60 }, (_, at) => ({ kind: 'npm', name: `pkg-${at}`, version: '1.0.0' }) as const);
const stores = ['sha256:1', 'sha256:2'].map((digest, at) =>
  storeOf(digest, ...packages.map(({ name }, of) => advisoryOn(`GHSA-${at}-${of}`, 'npm', name, '<2.0.0'))),
);

/** Every bill has its own choice of the packages, in its own order. */
function billOf(seed: number) {
  const chosen = packages.filter((_, at) => (at * 7 + seed * 13) % 5 !== 0);
  const turned = [...chosen.slice(seed % chosen.length), ...chosen.slice(0, seed % chosen.length)];
  return debianBill(...turned);
}

describe.each(engines)('matching by many at once on $name', ({ open }) => {
  let platform: TestPlatform;
  let database: OpenDb | null;
  beforeAll(async () => {
    platform = await testPlatform();
    database = await open();
  });
  afterAll(async () => {
    await database?.close();
    await platform.close();
  });

  it('stores every image and no identity twice, whoever records, matches and rematches meanwhile', async (test) => {
    if (database === null) return test.skip();
    const { db } = database;
    await db.insertInto('account').values({ name: 'team', type: 'user', state: 'enabled' }).execute();
    const advisories = testAdvisories(stores[0] ?? null);
    const deps = { platform: { ...platform, db }, advisories, subscriptions: { active: async () => [] } };
    const { matching, jobs } = createMatching(deps);
    const bills = Array.from({ length: 24 }, (_, seed) => billOf(seed));
    const digestOf = (at: number) => `sha256:${String(at).padStart(64, '0')}`;
    const scopes = await Promise.all(
      bills.map((_, at) =>
        addImage({ db, clock: platform.clock }, { account: 'team', digest: digestOf(at), tag: `r/a${at}:1` }),
      ),
    );
    const rematch = () => {
      const { signal } = new AbortController();
      return jobs?.[0]?.run({ id: '1', data: {}, attempt: 1, signal, log: platform.log });
    };
    const work = bills.map(async (bill, at) => {
      const scope = scopes[at];
      if (scope === undefined) return;
      await db.transaction().execute((tx) => matching.record(scope.within(tx), digestOf(at), bill));
      if (at === 8) advisories.set(stores[1] ?? null);
      if (at % 6 === 0) await rematch();
      await matching.report(scope, digestOf(at), bill);
    });
    await Promise.all(work);
    for (const [at, bill] of bills.entries()) {
      const report = await matching.report(scopes[at] as never, digestOf(at), bill);
      expect(report).toEqual(findMatches(bill, stores[1] as never));
    }
    const { rows } = await database.run(
      'select count(*)::int as n, count(distinct key)::int as d from package_identity',
    );
    expect(rows).toEqual([{ n: 60, d: 60 }]);
  }, 60_000);
});

import { aBill, aMatch, aPackage, aReport } from '@gantry/policy/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoped } from '../../kernel/db/index.ts';
import { type TestPlatform, testPlatform } from '../../testing/index.ts';
import { noteFirstSeen, type Sighting } from './first-seen.ts';

const old = aPackage('npm', 'lodash', { version: '1.0.0' });
const newer = { ...old, id: 'other', version: '1.0.1' };

function sighting(more: Partial<Sighting> & { one?: typeof old; cves?: readonly string[] } = {}): Sighting {
  const { one = old, cves = ['CVE-1'], ...rest } = more;
  return {
    lineage: 'r.example/app',
    bill: aBill([one]),
    report: aReport(cves.map((cve) => aMatch(one, cve))),
    now: new Date('2026-01-01T00:00:00Z'),
    ...rest,
  };
}

describe('evaluations/first-seen', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await testPlatform();
  });
  afterAll(() => platform.close());
  const note = (given: Sighting, account = 'team-a') => noteFirstSeen(scoped(platform.db, account), given);
  const first = { 'CVE-1 npm lodash': '2026-01-01T00:00:00.000Z' };
  const later = new Date('2026-02-01T00:00:00Z');

  it.each([
    ['begins a clock', sighting(), first],
    ['survives a rebuild', sighting({ now: later }), first],
    ['survives an upgrade to another vulnerable version', sighting({ one: newer, now: later }), first],
    [
      'begins another for another vulnerability',
      sighting({ cves: ['CVE-1', 'CVE-2'], now: later }),
      { ...first, 'CVE-2 npm lodash': '2026-02-01T00:00:00.000Z' },
    ],
    [
      'begins anew in another repository',
      sighting({ lineage: 'r.example/other', now: later }),
      { 'CVE-1 npm lodash': '2026-02-01T00:00:00.000Z' },
    ],
    ['has nothing to note without matches', sighting({ cves: [] }), {}],
  ])('%s', async (_name, given, seen) => {
    expect(await note(given)).toEqual(seen);
  });

  it('keeps accounts apart', async () => {
    expect(await note(sighting({ now: later }), 'team-b')).toEqual({ 'CVE-1 npm lodash': '2026-02-01T00:00:00.000Z' });
  });

  it('lets several note the same at once', async () => {
    const many = sighting({ lineage: 'r.example/busy', cves: Array.from({ length: 50 }, (_, at) => `CVE-${at}`) });
    const answers = await Promise.all(Array.from({ length: 5 }, () => note(many)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
});

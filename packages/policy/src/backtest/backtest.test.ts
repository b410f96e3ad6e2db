import { describe, expect, it } from 'vitest';
import { evaluate } from '../evaluate.ts';
import { parsePolicy } from '../parse-policy.ts';
import {
  aBill,
  aDataSource,
  aDocument,
  aMapping,
  aMatch,
  aPackage,
  aReport,
  aRule,
  someFacts,
} from '../testing/index.ts';
import { replay } from './backtest.ts';
import { outcomeOf } from './replayer.ts';
import type { StoredEvaluation } from './stored-evaluation.ts';

const deb = aPackage('deb', 'openssl');
const npm = aPackage('npm', 'left-pad');
const vulnerable = someFacts({
  bill: aBill([deb, npm]),
  report: aReport([aMatch(deb, 'CVE-1'), aMatch(npm, 'CVE-2')]),
});
const clean = someFacts({ bill: aBill([deb]), report: aReport() });
const digests = { sbom: 'sha256:a', advisories: 'sha256:d' };
const usual = '2026-11-21T12:00:00Z';

function policyOf(rules: readonly unknown[], more: Record<string, unknown> = {}) {
  return parsePolicy(aDocument(rules, more), 'p').policy;
}

const onOs = aRule('vulnerabilities.package', { package_type: 'os', vendor_only: 'false' }, { id: 'os' });
const onAll = aRule('vulnerabilities.package', { package_type: 'all', vendor_only: 'false' }, { id: 'all' });
const stale = aRule('vulnerabilities.stale_feed_data', { max_days_since_sync: '5' }, { id: 'stale' });

function stored(more: Partial<StoredEvaluation> & { source?: typeof clean } = {}): StoredEvaluation {
  const { source = vulnerable, ...rest } = more;
  const clock = more.clock ?? usual;
  const before = evaluate({ facts: source, policy: policyOf([onOs]), now: clock, digests });
  return {
    image: 'sha256:1 app:1',
    tag: 'app:1',
    team: 'payments',
    clock,
    digests,
    content: source === clean ? 'clean' : 'vulnerable',
    facts: () => source,
    data: source.report?.data ?? null,
    outcome: outcomeOf(before),
    ...rest,
  };
}

describe('policy/backtest', () => {
  it('the same policy changes nothing', () => {
    const result = replay(policyOf([onOs]), [stored(), stored({ source: clean, image: 'b' })]);
    expect(result).toMatchObject({ evaluations: 2, replayed: 2, distinct: 2, flips: [], rules: [], images: 2 });
    expect(result.transitions).toEqual({ 'go go': 1, 'stop stop': 1 });
  });

  it('tells which images flip, by rule and by team', () => {
    const none = replay(policyOf([]), [stored(), stored({ image: 'b', team: null })]);
    expect(none.flips.map(({ image, before, after }) => [image, before, after])).toEqual([
      ['b', 'stop', 'go'],
      ['sha256:1 app:1', 'stop', 'go'],
    ]);
    expect(none.rules).toEqual([{ ruleId: 'os', added: 0, removed: 2, evaluations: 2 }]);
    expect(none.teams).toHaveLength(2);
    const more = replay(policyOf([onAll]), [stored()]);
    expect(more.rules).toEqual([
      { ruleId: 'all', added: 2, removed: 0, evaluations: 1 },
      { ruleId: 'os', added: 0, removed: 1, evaluations: 1 },
    ]);
    expect(more.teams).toEqual([{ team: 'payments', evaluations: 1, flipped: 0, added: 2, removed: 1 }]);
    expect(more.flippedImages).toBe(0);
  });

  it('an image flips by its newest evaluation', () => {
    const result = replay(policyOf([]), [stored({ source: clean, clock: '2026-11-22T00:00:00Z' }), stored()]);
    expect(result).toMatchObject({ flips: [], transitions: { 'go go': 1, 'stop go': 1 } });
  });

  it('evaluates a content once, and what leans on dates every time as a whole evaluation would', () => {
    const policy = policyOf([onOs, stale]);
    const days = ['2026-11-21', '2026-11-25', '2026-11-26', '2026-11-27', '2026-12-05'];
    let loads = 0;
    const load = () => {
      loads++;
      return clean;
    };
    const all = days.map((day) => stored({ clock: `${day}T12:00:00Z`, source: clean, image: day, facts: load }));
    const result = replay(policy, all);
    expect([result.distinct, loads]).toEqual([1, 1]);
    const whole = days.filter((day) => {
      const verdict = evaluate({ facts: clean, policy, now: `${day}T12:00:00Z`, digests });
      return verdict.finalAction === 'stop';
    });
    expect(whole.length).toBeGreaterThan(0);
    expect(whole.length).toBeLessThan(days.length);
    expect(result.flips.map(({ image }) => image)).toEqual(whole);
  });

  it('newer advisories with the same matches are fresh advisories', () => {
    const fresh = aReport([], {
      sources: [aDataSource('Debian', { releases: ['Debian:12'], fetchedAt: '2026-12-05T00:00:00Z' })],
    });
    const late = { clock: '2026-12-05T12:00:00Z', source: clean };
    const result = replay(policyOf([stale]), [
      stored({ ...late, image: 'old' }),
      stored({ ...late, image: 'fresh', data: fresh.data }),
    ]);
    expect(result.flips.map(({ image }) => image)).toEqual(['old']);
  });

  it('exceptions that end are in force until then', () => {
    const items = [{ id: 'i', gate: 'vulnerabilities', trigger_id: 'CVE-1+*', expires_on: '2026-11-23T00:00:00Z' }];
    const policy = policyOf([onOs], {
      mappings: [aMapping({ allowlist_ids: ['l'] })],
      allowlists: [{ id: 'l', name: 'l', version: '2', items }],
    });
    const result = replay(policy, [stored({ image: 'a' }), stored({ image: 'b', clock: '2026-11-23T00:00:00Z' })]);
    expect(result.flips.map(({ image }) => image)).toEqual(['a']);
  });

  it('counts what cannot be repeated, and never takes it for unchanged', () => {
    const gone = stored({ content: 'gone', facts: () => 'its SBOM was deleted' });
    const result = replay(policyOf([onOs]), [gone, gone, stored(), { ...stored(), clock: 'yesterday' }]);
    expect(result).toMatchObject({ evaluations: 4, replayed: 1 });
    expect(result.notReplayed).toEqual([
      { because: 'its SBOM was deleted', count: 2 },
      { because: 'the time of the evaluation cannot be read', count: 1 },
    ]);
  });

  it('compares with another policy instead of the stored verdicts', () => {
    const result = replay(policyOf([onAll]), [stored({ outcome: { action: 'go', stops: {} } })], {
      against: policyOf([onAll]),
    });
    expect(result.transitions).toEqual({ 'stop stop': 1 });
    expect(result.rules).toEqual([]);
  });
});

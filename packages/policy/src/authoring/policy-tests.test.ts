import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../parse-policy.ts';
import { aBill, aDocument, aPackage, aRule } from '../testing/index.ts';
import { readPolicyTests, runPolicyTests } from './index.ts';

const vulnerable = aRule('vulnerabilities.package', { package_type: 'all', vendor_only: 'false' }, { id: 'v' });
const root = aRule('dockerfile.effective_user', { users: 'root', type: 'denylist' }, { id: 'root', action: 'WARN' });
const never = { id: 'other', name: 'o', version: '2', rules: [aRule('always.always', {}, { id: 'never' })] };
const document = aDocument([vulnerable, root]);
const { policy } = parsePolicy({ ...document, rule_sets: [...(document['rule_sets'] as unknown[]), never] }, 'p');
const openssl = { kind: 'deb', name: 'openssl', version: '1' };
const cve = { package: 'openssl', vulnerability: 'CVE-1', fixed_in: ['2'] };
const dockerfile = 'FROM x\nUSER app\n';

function run(expect: unknown, more: Record<string, unknown> = {}) {
  const test = { name: 't', packages: [openssl], matches: [cve], dockerfile, ...more, expect };
  return runPolicyTests(policy, readPolicyTests({ tests: [test] }, 'tests'));
}

describe('policy/authoring: tests of policies', () => {
  it.each([
    ['the action', { action: 'stop' }],
    ['a finding by rule and id', { findings: [{ rule: 'v', trigger_id: 'CVE-1+openssl', action: 'stop' }] }],
    ['a part of a message', { findings: [{ message: 'openssl' }] }],
    ['silence', { silent: ['root'] }],
    ['the number', { count: 1 }],
  ])('meets %s', (_what, wanted) => {
    expect(run(wanted)).toMatchObject({ passed: true, results: [{ failures: [] }] });
  });

  it.each([
    ['the action', { action: 'go' }, /the action is stop, expected go \(v: /],
    ['a finding', { findings: [{ rule: 'root' }] }, /no finding is/],
    ['a finding that is not allowlisted', { findings: [{ rule: 'v', allowlisted: true }] }, /no finding is/],
    ['silence of a rule that fires', { silent: ['v'] }, /the rule v is fired, expected silent/],
    ['a rule that was not asked', { silent: ['never'] }, /was not asked/],
    ['a rule that could be judged', { not_evaluated: ['v'] }, /the rule v is fired, expected not-evaluated/],
    ['the number', { count: 3 }, /there are 1 findings, expected 3/],
  ])('does not meet %s', (_what, wanted, says) => {
    const { passed, results } = run(wanted);
    expect(passed).toBe(false);
    expect(results[0]?.failures.join('\n')).toMatch(says);
  });

  it.each([
    ['a match of a package that is not there', { matches: [{ ...cve, package: 'gone' }] }, /names the package gone/],
    ['a clock that is none', { now: 'noon' }, /noon is not a time/],
    ['an SBOM that cannot be read here', { sbom: 'x.json' }, /no SBOM documents can be read here/],
  ])('%s fails the test', (_what, more, says) => {
    expect(run({}, more).results[0]?.failures[0]).toMatch(says);
  });

  it('no matching is not the same as no matches', () => {
    expect(run({ not_evaluated: ['v'], action: 'stop' }, { matches: null }).passed).toBe(true);
    expect(run({ silent: ['v'], action: 'go' }, { matches: [] }).passed).toBe(true);
  });

  it('takes the SBOM that a test names', () => {
    const tests = readPolicyTests(
      {
        tests: [
          {
            name: 't',
            sbom: 'a.json',
            matches: [{ package: 'curl', vulnerability: 'CVE-2' }],
            expect: { findings: [{ trigger_id: 'CVE-2+curl' }] },
          },
        ],
      },
      'x',
    );
    const bills = (path: string) => (path === 'a.json' ? aBill([aPackage('deb', 'curl')]) : 'missing');
    expect(runPolicyTests(policy, tests, bills).passed).toBe(true);
    expect(runPolicyTests(policy, tests, () => 'it is gone').results[0]?.failures[0]).toContain('it is gone');
  });

  it('tells which rules the tests reach', () => {
    const base = { packages: [openssl], dockerfile, expect: {} };
    const tests = [
      { ...base, name: 'fires', matches: [cve] },
      { ...base, name: 'silent', matches: [] },
    ];
    const { coverage } = runPolicyTests(policy, readPolicyTests({ tests }, 'x'));
    expect(coverage.rules.map(({ ruleId, state }) => `${ruleId} ${state}`)).toEqual([
      'v fired',
      'root silent',
      'never never',
    ]);
    expect(coverage).toMatchObject({ both: 1, rules: [{ fired: 1, silent: 1 }, { silent: 2 }, {}] });
  });

  it.each([
    ['nothing', null],
    ['no list', {}],
    ['an unknown key', { tests: [{ name: 'x', expects: {}, expect: {} }] }],
    ['no name', { tests: [{ expect: {} }] }],
    ['a kind that is not there', { tests: [{ name: 'x', packages: [{ kind: 'exe', name: 'a' }], expect: {} }] }],
  ])('refuses %s', (_what, wrong) => {
    expect(() => readPolicyTests(wrong, 'x')).toThrowError(expect.objectContaining({ code: 'POLICY_BAD_TESTS' }));
  });
});

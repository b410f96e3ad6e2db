import type { Action, Bill, PolicyFacts, RuleResult, Verdict } from '@gantry/core';
import { evaluate } from '../evaluate.ts';
import { readTime } from '../model/time.ts';
import type { Policy } from '../model/types.ts';
import type { PolicyTest } from './test-document.ts';
import { testFacts } from './test-facts.ts';

/** How one test ended. */
export interface PolicyTestResult {
  readonly name: string;
  readonly passed: boolean;
  /** What is not as expected, one sentence each. */
  readonly failures: readonly string[];
  /** Null when the test could not run. */
  readonly action: Action | null;
  readonly findings: number;
}

/** What tests say of a rule: it fired in one, was silent in one, or nobody knows. */
export type RuleCoverage = 'fired' | 'silent' | 'not-evaluated' | 'never';

/** Which rules the tests reach. */
export interface TestCoverage {
  readonly rules: readonly {
    readonly ruleSetId: string;
    readonly ruleId: string;
    /** The best of all tests: `fired` before `silent` before `not-evaluated` before `never`. */
    readonly state: RuleCoverage;
    /** Tests in which it found something, and in which it looked and found nothing. */
    readonly fired: number;
    readonly silent: number;
  }[];
  /** Rules that fired in one test and stayed silent in another: both sides are shown. */
  readonly both: number;
}

/** What the tests of a policy say. */
export interface PolicyTestReport {
  readonly passed: boolean;
  readonly results: readonly PolicyTestResult[];
  readonly coverage: TestCoverage;
}

/** The bill of an SBOM document that a test names, or why it cannot be had. */
export type FindBill = (path: string) => Bill | string;

/** Runs the tests of a policy. Tests that name SBOM documents need `findBill`, and fail without it. */
export function runPolicyTests(policy: Policy, tests: readonly PolicyTest[], findBill?: FindBill): PolicyTestReport {
  const verdicts: Verdict[] = [];
  const results = tests.map((test): PolicyTestResult => {
    const bill = test.sbom === undefined ? null : (findBill?.(test.sbom) ?? 'no SBOM documents can be read here');
    if (typeof bill === 'string') return broken(test, `the SBOM ${test.sbom ?? ''} cannot be used: ${bill}`);
    const lost = lostMatch(test, bill);
    if (lost !== undefined) return broken(test, `a match names the package ${lost}, which is not there`);
    const verdict = judge(policy, testFacts(test, bill), test.now);
    if (verdict === null) return broken(test, `${test.now} is not a time as RFC 3339 writes it`);
    verdicts.push(verdict);
    const failures = failuresOf(test, verdict);
    const { finalAction: action, findings } = verdict;
    return { name: test.name, passed: failures.length === 0, failures, action, findings: findings.length };
  });
  return { passed: results.every(({ passed }) => passed), results, coverage: coverageOf(policy, verdicts) };
}

function judge(policy: Policy, facts: PolicyFacts, now: string): Verdict | null {
  if (readTime(now) === null) return null;
  return evaluate({ facts, policy, now, digests: { sbom: 'sha256:test', advisories: 'sha256:test' } });
}

function broken({ name }: PolicyTest, because: string): PolicyTestResult {
  return { name, passed: false, failures: [because], action: null, findings: 0 };
}

function lostMatch(test: PolicyTest, bill: Bill | null): string | undefined {
  const names = new Set((bill?.packages ?? test.packages ?? []).map(({ name }) => name));
  return test.matches?.find((match) => !names.has(match.package))?.package;
}

function failuresOf({ expect }: PolicyTest, verdict: Verdict): string[] {
  const { finalAction, findings } = verdict;
  const action =
    expect.action === undefined || expect.action === finalAction
      ? []
      : [`the action is ${finalAction}, expected ${expect.action}${whyNot(verdict)}`];
  const count =
    expect.count === undefined || expect.count === findings.length
      ? []
      : [`there are ${findings.length} findings, expected ${expect.count}`];
  const missing = (expect.findings ?? [])
    .filter((wanted) => !findings.some((finding) => meets(finding, wanted)))
    .map((wanted) => `no finding is ${JSON.stringify(wanted)}`);
  return [
    ...action,
    ...count,
    ...missing,
    ...rulesNot('silent', expect.silent ?? [], verdict),
    ...rulesNot('not-evaluated', expect.not_evaluated ?? [], verdict),
  ];
}

type Wanted = NonNullable<PolicyTest['expect']['findings']>[number];

function meets(finding: Verdict['findings'][number], wanted: Wanted): boolean {
  const same = <T>(expected: T | undefined, actual: T) => expected === undefined || expected === actual;
  return (
    same(wanted.rule, finding.ruleId) &&
    same(wanted.trigger_id, finding.triggerId) &&
    same(wanted.action, finding.action) &&
    same(wanted.allowlisted, finding.allowlisted) &&
    (wanted.message === undefined || finding.message.includes(wanted.message))
  );
}

/** The first reasons of an action that was not expected. */
function whyNot({ findings, problems, finalAction }: Verdict): string {
  const reasons = [
    ...findings.filter(({ action }) => action === finalAction).map(({ ruleId, message }) => `${ruleId}: ${message}`),
    ...problems.map(({ details }) => details),
  ];
  return reasons.length === 0 ? '' : ` (${reasons.slice(0, 3).join('; ').slice(0, 600)})`;
}

function rulesNot(wanted: RuleCoverage, ids: readonly string[], { rules }: Verdict): string[] {
  return ids.flatMap((id) => {
    const result = rules.find(({ ruleId }) => ruleId === id);
    if (!result) return [`the rule ${id} was not asked, expected ${wanted}`];
    const state = stateOf(result);
    return state === wanted ? [] : [`the rule ${id} is ${state}, expected ${wanted}`];
  });
}

function stateOf({ findings, outcome }: RuleResult): RuleCoverage {
  if (findings > 0) return 'fired';
  return outcome === 'evaluated' ? 'silent' : 'not-evaluated';
}

function coverageOf(policy: Policy, verdicts: readonly Verdict[]): TestCoverage {
  const seen = new Map<string, { fired: number; silent: number; blind: number }>();
  for (const result of verdicts.flatMap(({ rules }) => rules)) {
    const key = JSON.stringify([result.ruleSetId, result.ruleId]);
    const counts = seen.get(key) ?? { fired: 0, silent: 0, blind: 0 };
    seen.set(key, counts);
    const state = stateOf(result);
    if (state === 'fired') counts.fired++;
    else if (state === 'silent') counts.silent++;
    else counts.blind++;
  }
  const rules = policy.ruleSets.flatMap((set) =>
    set.rules.map(({ id: ruleId }) => {
      const counts = seen.get(JSON.stringify([set.id, ruleId])) ?? { fired: 0, silent: 0, blind: 0 };
      const { fired, silent, blind } = counts;
      const reached: RuleCoverage = blind > 0 ? 'not-evaluated' : 'never';
      const state: RuleCoverage = fired > 0 ? 'fired' : silent > 0 ? 'silent' : reached;
      return { ruleSetId: set.id, ruleId, state, fired, silent };
    }),
  );
  return { rules, both: rules.filter(({ fired, silent }) => fired > 0 && silent > 0).length };
}

import type { CodedError } from '@gantry/core';
import {
  type PolicyTest,
  type PolicyTestReport,
  parsePolicy,
  type RuleCoverage,
  readPolicyTests,
  runPolicyTests,
  type TestCoverage,
} from '@gantry/policy';
import { policiesErrors } from './errors.ts';

type Document = Readonly<Record<string, unknown>>;

/** Has a document tests of its own, in the top-level key `tests`? */
export function hasTests(document: Document): boolean {
  return document['tests'] !== undefined;
}

/** All tests of a document together: two thousand of them over large policies would keep a server busy for hours. Milliseconds. */
const longest = 30_000;

/**
 * Runs the tests that a document carries, one after another, so that others are served in between. Tests for which no time is left fail.
 * POLICY_BAD_TESTS.
 */
export async function testPolicy(document: Document, id: string, most = longest): Promise<PolicyTestReport> {
  const end = performance.now() + most;
  const { policy } = parsePolicy(document, id);
  const tests = hasTests(document) ? readPolicyTests(document, id) : [];
  const reports = [runPolicyTests(policy, [])];
  for (const test of tests) {
    await new Promise((resolve) => setImmediate(resolve));
    reports.push(performance.now() > end ? notRun(test, most) : runPolicyTests(policy, [test]));
  }
  return join(reports);
}

function notRun({ name }: PolicyTest, most: number): PolicyTestReport {
  const failures = [`the tests before it took more than ${most / 1_000} s: run them with gantry policy test`];
  return {
    passed: false,
    results: [{ name, passed: false, failures, action: null, findings: 0 }],
    coverage: { rules: [], both: 0 },
  };
}

/** Refuses a policy whose tests fail. POLICY_TESTS_FAILED, POLICY_BAD_TESTS. */
export async function demandPassing(document: Document, id: string): Promise<void> {
  if (!hasTests(document)) return;
  const report = await testPolicy(document, id);
  if (!report.passed) throw failed(report, id);
}

/** Failing tests that are told in words. */
const mostTold = 20;

function failed({ results, coverage: { rules } }: PolicyTestReport, id: string): CodedError {
  const wrong = results.filter(({ passed }) => !passed);
  const told = wrong.slice(0, mostTold).map(({ name, failures }) => `${name}: ${failures.join('; ')}`.slice(0, 500));
  return policiesErrors.TESTS_FAILED({
    id,
    failed: wrong.length,
    tests: results.length,
    told: told.join('\n'),
    rules: rules.length,
    rules_fired: rules.filter(({ fired }) => fired > 0).length,
    rules_never: rules.filter(({ state }) => state === 'never').length,
  });
}

const states: readonly RuleCoverage[] = ['fired', 'silent', 'not-evaluated', 'never'];

function join(reports: readonly PolicyTestReport[]): PolicyTestReport {
  const results = reports.flatMap((report) => report.results);
  const [first, ...more] = reports.map(({ coverage }) => coverage.rules);
  const rules = (first ?? []).map((rule, at) => more.reduce((sum, next) => add(sum, next[at]), rule));
  const both = rules.filter(({ fired, silent }) => fired > 0 && silent > 0).length;
  return { passed: results.every(({ passed }) => passed), results, coverage: { rules, both } };
}

type Covered = TestCoverage['rules'][number];

function add(sum: Covered, next: Covered | undefined): Covered {
  if (next === undefined) return sum;
  const better = states.indexOf(next.state) < states.indexOf(sum.state) ? next.state : sum.state;
  return { ...sum, state: better, fired: sum.fired + next.fired, silent: sum.silent + next.silent };
}

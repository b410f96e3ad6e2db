import type { PolicyTestReport } from '@gantry/policy';
import { junitReport } from './junit.ts';
import { printable, renderTable } from './table.ts';

/** What the tests of a policy say, in the format of `-o`. */
export function encodeTestReport(
  report: PolicyTestReport,
  { name, output }: { readonly name: string; readonly output: string },
): string {
  if (output === 'json') return `${JSON.stringify({ name, ...report }, null, 2)}\n`;
  return output === 'junit' ? junitOf(report, name) : textOf(report);
}

function junitOf({ results }: PolicyTestReport, name: string): string {
  const cases = results.map((result) => ({
    suite: name,
    className: 'policy',
    name: result.name,
    failure: result.passed ? null : (result.failures[0] ?? 'failed'),
    text: result.passed ? `${result.action ?? ''}, ${result.findings} findings` : result.failures.join('\n'),
  }));
  return junitReport({ name, cases, problems: [], otherwise: 'no tests' });
}

function textOf({ results, coverage }: PolicyTestReport): string {
  const failed = results.filter(({ passed }) => !passed);
  const lines = results.flatMap(({ name, passed, failures }) => [
    `${passed ? 'pass' : 'FAIL'}  ${printable(name)}\n`,
    ...failures.map((failure) => `      ${printable(failure)}\n`),
  ]);
  const rows = coverage.rules.map(({ ruleSetId, ruleId, state, fired, silent }) => [
    ruleSetId,
    ruleId,
    state,
    String(fired),
    String(silent),
  ]);
  const table = renderTable(
    [{ title: 'RULE SET' }, { title: 'RULE' }, { title: 'COVERAGE' }, { title: 'FIRED' }, { title: 'SILENT' }],
    rows,
  );
  const shown = `${coverage.both} of ${coverage.rules.length} rules were seen firing and silent`;
  return `${lines.join('')}\n${table}\n${results.length - failed.length} passed, ${failed.length} failed; ${shown}\n`;
}

import type { Finding } from '@gantry/core';
import type { Evaluated } from './evaluated.ts';
import { remedyText } from './remedy.ts';

/**
 * Findings as a JUnit report: a suite per gate, a case per finding; stop is a failure, warn passes with its text as output.
 * A verdict without findings is one passing case, so that CI systems do not call the report empty.
 */
export function verdictJunit({ facts, verdict }: Evaluated): string {
  const gates = new Map<string, Finding[]>();
  for (const finding of verdict.findings) gates.set(finding.gate, [...(gates.get(finding.gate) ?? []), finding]);
  const suites = [...gates].map(([gate, findings]) => suite(gate, findings));
  const problems = verdict.problems.filter((problem) => problem.severity === 'error');
  if (problems.length > 0) suites.push(problemSuite(problems.map((problem) => problem.details)));
  if (suites.length === 0)
    suites.push(
      `  <testsuite name="policy" tests="1" failures="0"><testcase classname="policy" name="${escapeXml(verdict.policyName)}"/></testsuite>\n`,
    );
  const failures = verdict.findings.filter((finding) => finding.action === 'stop').length;
  const name = escapeXml(`gantry check ${facts.bill.source.target}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${name}" tests="${Math.max(1, verdict.findings.length + problems.length)}" failures="${failures}" errors="${problems.length}">\n${suites.join('')}</testsuites>\n`;
}

function suite(gate: string, findings: readonly Finding[]): string {
  const failures = findings.filter((finding) => finding.action === 'stop').length;
  const cases = findings.map(testCase).join('');
  return `  <testsuite name="${escapeXml(gate)}" tests="${findings.length}" failures="${failures}">\n${cases}  </testsuite>\n`;
}

function testCase(finding: Finding): string {
  const name = escapeXml(`${finding.ruleId} ${finding.triggerId}`);
  const head = `    <testcase classname="${escapeXml(`${finding.gate}.${finding.trigger}`)}" name="${name}">`;
  const text = escapeXml([finding.message, finding.recommendation, remedyText(finding.fix)].filter(Boolean).join('\n'));
  if (finding.action === 'stop')
    return `${head}<failure message="${escapeXml(finding.message)}">${text}</failure></testcase>\n`;
  return `${head}<system-out>${text}</system-out></testcase>\n`;
}

function problemSuite(problems: readonly string[]): string {
  const cases = problems.map(
    (problem) =>
      `    <testcase classname="policy" name="evaluation"><error message="${escapeXml(problem)}"/></testcase>\n`,
  );
  return `  <testsuite name="evaluation" tests="${problems.length}" failures="0" errors="${problems.length}">\n${cases.join('')}  </testsuite>\n`;
}

/** XML 1.0 text: markup escaped, characters that XML forbids replaced. */
export function escapeXml(text: string): string {
  return text
    .replace(forbidden, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Control characters, lone surrogates and two non-characters (XML 1.0, production 2). */
const forbidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

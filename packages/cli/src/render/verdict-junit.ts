import type { Finding } from '@gantry/core';
import type { Evaluated } from './evaluated.ts';
import { type JunitCase, junitReport } from './junit.ts';
import { remedyText } from './remedy.ts';

/** Findings as a JUnit report: a suite per gate, a case per finding; stop is a failure, warn passes with its text as output. */
export function verdictJunit({ facts, verdict }: Evaluated): string {
  return junitReport({
    name: `gantry check ${facts.bill.source.target}`,
    cases: verdict.findings.map(caseOf),
    problems: verdict.problems.filter(({ severity }) => severity === 'error').map(({ details }) => details),
    otherwise: verdict.policyName,
  });
}

function caseOf(finding: Finding): JunitCase {
  return {
    suite: finding.gate,
    className: `${finding.gate}.${finding.trigger}`,
    name: `${finding.ruleId} ${finding.triggerId}`,
    failure: finding.action === 'stop' ? finding.message : null,
    text: [finding.message, finding.recommendation, remedyText(finding.fix)].filter(Boolean).join('\n'),
  };
}

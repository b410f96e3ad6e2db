import type { Finding } from '@gantry/core';
import type { Evaluated } from './evaluated.ts';
import { placeFinder, placeText } from './finding-place.ts';
import { type JunitCase, junitReport } from './junit.ts';
import { remedyText } from './remedy.ts';

/** Findings as a JUnit report: a suite per gate, a case per finding; stop is a failure, warn passes with its text as output. */
export function verdictJunit({ facts, verdict }: Evaluated): string {
  const place = placeFinder(facts);
  return junitReport({
    name: `gantry check ${facts.bill.source.target}`,
    cases: verdict.findings.map((finding) => caseOf(finding, placeText(place(finding)))),
    problems: verdict.problems.filter(({ severity }) => severity === 'error').map(({ details }) => details),
    otherwise: verdict.policyName,
  });
}

function caseOf(finding: Finding, where: string): JunitCase {
  const { controlIds } = finding;
  return {
    suite: finding.gate,
    className: `${finding.gate}.${finding.trigger}`,
    name: `${finding.ruleId} ${finding.triggerId}`,
    failure: finding.action === 'stop' ? finding.message : null,
    text: [
      finding.message,
      where && `where: ${where}`,
      controlIds.length > 0 && `evidence for: ${controlIds.join(', ')}`,
      finding.recommendation,
      remedyText(finding.fix),
    ]
      .filter(Boolean)
      .join('\n'),
  };
}

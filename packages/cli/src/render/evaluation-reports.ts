import type { PolicyEvaluation, PolicyEvaluationFinding, PolicyEvaluationResult } from '@gantry/contract/common';
import { findingsOf, fixesOf } from './findings-text.ts';
import { type JunitCase, junitReport } from './junit.ts';
import { type SarifRule, sarifLog } from './sarif.ts';

/**
 * The newest evaluation by the server as a JUnit report: what stops the image is a failure, everything else passes with its text. A failed evaluation
 * has at least one failure (an image that is denied needs no finding), and no evaluation at all is an error.
 */
export function evaluationJunit(evaluation: PolicyEvaluation): string {
  const { newest, fixes, image } = partsOf(evaluation);
  const stops = newest?.status === 'fail';
  const cases = findingsOf(newest).map((finding) => caseOf(finding, { stops, fix: fixes.get(finding.trigger_id) }));
  const problems = (newest?.evaluation_problems ?? []).filter(({ severity }) => severity === 'error');
  return junitReport({
    name: `gantry image check ${image}`,
    cases: stops && cases.every(({ failure }) => failure === null) ? [...cases, denied(newest, image)] : cases,
    problems: newest ? problems.map(({ details }) => details) : ['the image is not evaluated'],
    otherwise: newest?.details?.policy.name ?? evaluation.policy_id ?? 'policy',
  });
}

/** The same as SARIF: a rule of the policy is a SARIF rule; stop is an error, warn a warning, go and what is allowlisted a note. */
export function evaluationSarif(evaluation: PolicyEvaluation): Record<string, unknown> {
  const { newest, fixes, image } = partsOf(evaluation);
  const rules = new Map<string, SarifRule>();
  const results = findingsOf(newest).map((finding) => {
    const title = `${finding.gate}.${finding.trigger}`;
    if (!rules.has(finding.rule_id))
      rules.set(finding.rule_id, { id: finding.rule_id, title, help: finding.recommendation || title });
    const fix = fixes.get(finding.trigger_id);
    return {
      rule: finding.rule_id,
      level: finding.allowlisted ? ('note' as const) : levels[finding.action],
      message: fix ? `${finding.message}. Fix: ${fix}` : finding.message,
      path: image,
      fingerprint: `${finding.rule_id}+${finding.trigger_id}`,
    };
  });
  return sarifLog([...rules.values()], results);
}

const levels = { stop: 'error', warn: 'warning', go: 'note' } as const;

function partsOf(evaluation: PolicyEvaluation) {
  const newest = evaluation.evaluations?.[0];
  const fixes: ReadonlyMap<string, string> = newest ? fixesOf(newest) : new Map();
  return { newest, fixes, image: evaluation.evaluated_tag ?? evaluation.image_digest ?? 'image' };
}

interface Meaning {
  /** Do its findings count? Not when the image as a whole is allowed. */
  readonly stops: boolean;
  readonly fix: string | undefined;
}

function caseOf(finding: PolicyEvaluationFinding, { stops, fix }: Meaning): JunitCase {
  return {
    suite: finding.gate,
    className: `${finding.gate}.${finding.trigger}`,
    name: `${finding.rule_id} ${finding.trigger_id}`,
    failure: stops && finding.action === 'stop' && !finding.allowlisted ? finding.message : null,
    text: [finding.message, finding.recommendation, fix].filter(Boolean).join('\n'),
  };
}

function denied({ final_action_reason: reason }: PolicyEvaluationResult, image: string): JunitCase {
  const failure = `${image} does not pass: ${reason}`;
  return { suite: 'policy', className: 'policy', name: 'final action', failure, text: failure };
}

import type { Action, EvaluationProblem } from '@gantry/core';
import { policyErrors } from '../errors.ts';
import { pairFindings } from './pair-findings.ts';
import type { RecordedFinding, RecordedVerdict } from './recorded-verdict.ts';

/** What a change brought: stops only for what the baseline did not have. */
export interface DeltaVerdict {
  readonly action: Action;
  readonly status: 'pass' | 'fail';
  /** Why it is that action, one sentence each; empty for go. */
  readonly because: readonly string[];
  /** Findings that the baseline has not, and that no allowlist covers. */
  readonly introduced: readonly RecordedFinding[];
  /** Findings that both have. */
  readonly inherited: readonly RecordedFinding[];
  /** Covered by an allowlist now, and not covered (or not there) in the baseline: an exception is a change too. */
  readonly suppressed: readonly RecordedFinding[];
  /** Findings of the baseline that are gone. */
  readonly removed: readonly RecordedFinding[];
  /** Parts of the target that could not be judged: nobody can say that the change brought nothing there. */
  readonly problems: readonly EvaluationProblem[];
  /** The verdicts without the comparison. */
  readonly target: Action;
  readonly baseline: Action;
}

/**
 * Compares a target with its baseline. Both must have been judged with the same advisories and the same policy: otherwise data or
 * rules that changed in between would pass for something that the change introduced. Fails with `POLICY_OTHER_ADVISORIES`
 * and `POLICY_OTHER_POLICY`.
 */
export function deltaVerdict(target: RecordedVerdict, baseline: RecordedVerdict): DeltaVerdict {
  refuseUnlike(target, baseline);
  const pairs = pairFindings(baseline.findings, target.findings);
  const of = (accepts: (pair: (typeof pairs)[number]) => boolean) =>
    pairs.filter(accepts).flatMap(({ after }) => after ?? []);
  const introduced = of(({ before, after }) => after !== null && !after.allowlisted && isNew(before, after));
  const suppressed = of(({ before, after }) => after?.allowlisted === true && before?.allowlisted !== true);
  const known = new Set([...introduced, ...suppressed]);
  const because = reasons(target, introduced);
  const action = actionOf(target, introduced);
  return {
    action,
    status: action === 'stop' ? 'fail' : 'pass',
    because,
    introduced,
    inherited: of(({ after }) => after !== null && !known.has(after)),
    suppressed,
    removed: pairs.filter(({ after }) => after === null).flatMap(({ before }) => before ?? []),
    problems: target.problems,
    target: target.action,
    baseline: baseline.action,
  };
}

/** Not there before, or there and covered by an allowlist that no longer covers it. */
function isNew(before: RecordedFinding | null, after: RecordedFinding): boolean {
  return before === null || (before.allowlisted && !after.allowlisted);
}

function refuseUnlike({ digests: ours }: RecordedVerdict, { digests: theirs }: RecordedVerdict): void {
  if (ours.advisories !== theirs.advisories) {
    throw policyErrors.OTHER_ADVISORIES({ target: ours.advisories, baseline: theirs.advisories });
  }
  if (ours.policy !== theirs.policy) throw policyErrors.OTHER_POLICY({ target: ours.policy, baseline: theirs.policy });
}

const ranks: readonly Action[] = ['go', 'warn', 'stop'];

function actionOf(target: RecordedVerdict, introduced: readonly RecordedFinding[]): Action {
  if (target.reason === 'denylisted') return 'stop';
  if (target.reason === 'allowlisted') return 'go';
  const asked = [...introduced.map(({ action }) => action), floorOf(target.problems)];
  return asked.reduce<Action>((worst, one) => (ranks.indexOf(one) > ranks.indexOf(worst) ? one : worst), 'go');
}

/** What could not be judged counts as it does in the verdict itself. */
function floorOf(problems: readonly EvaluationProblem[]): Action {
  if (problems.some(({ severity }) => severity === 'error')) return 'stop';
  const bites = ['not_evaluated', 'partly_evaluated', 'end_of_life'];
  return problems.some(({ problemType }) => bites.includes(problemType)) ? 'warn' : 'go';
}

function reasons(target: RecordedVerdict, introduced: readonly RecordedFinding[]): string[] {
  if (target.reason === 'denylisted') return ['the image is on the list of denied images'];
  if (target.reason === 'allowlisted') return ['the image is on the list of allowed images'];
  const count = (action: Action) => introduced.filter((one) => one.action === action).length;
  const findings = (['stop', 'warn'] as const).flatMap((action) => {
    const number = count(action);
    return number === 0
      ? []
      : [`the change brings ${number} ${number === 1 ? 'finding' : 'findings'} of action ${action}`];
  });
  const errors = target.problems.filter(({ severity }) => severity === 'error');
  return errors.length === 0 ? findings : [...findings, `${errors.length} parts of the policy could not be judged`];
}

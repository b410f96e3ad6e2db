import type { Action, EvaluationProblem } from '@gantry/core';
import type { PolicyProblem } from './model/problems.ts';
import type { Gap } from './run-rules.ts';

/** What could not be judged, for people and for the final action. */
export interface Judged {
  readonly problems: readonly EvaluationProblem[];
  /** The least severe action that the verdict may have. */
  readonly floor: Action;
}

/** Problems of the policy itself: with one of severity error the verdict is stop. */
export function policyProblems(problems: readonly PolicyProblem[]): EvaluationProblem[] {
  return problems.map(({ severity, type, path, details }) => {
    // A stored rule of an ended gate does nothing: a warning. Refusing it is for whoever stores policies.
    const soft = type === 'end_of_life' ? 'warn' : severity;
    return { severity: soft, problemType: type, details: path === '' ? details : `${details} (${path})` };
  });
}

/** Problems of running the rules: one for each distinct reason, naming the rules. */
export function gapProblems(gaps: readonly Gap[]): Judged {
  const groups = new Map<string, { gap: Gap; severity: 'error' | 'warn'; rules: Set<string> }>();
  for (const gap of gaps) {
    const severity = severityOf(gap);
    const key = `${gap.type} ${severity} ${gap.because}`;
    const group = groups.get(key) ?? { gap, severity, rules: new Set() };
    group.rules.add(gap.ruleId);
    groups.set(key, group);
  }
  const problems = [...groups.values()].map(({ gap, severity, rules }) => ({
    severity,
    problemType: gap.type,
    details: `${verbs[gap.type]} ${nameRules([...rules])}: ${gap.because}`,
  }));
  return { problems, floor: floorOf(gaps) };
}

const verbs: Readonly<Record<Gap['type'], string>> = {
  not_evaluated: 'not evaluated:',
  partly_evaluated: 'evaluated in part:',
  not_applicable: 'does not apply:',
  rule_failed: 'failed:',
  too_many_findings: 'cut off at',
};

function nameRules(rules: readonly string[]): string {
  const more = rules.length > 5 ? ` and ${rules.length - 5} more` : '';
  return `${rules.length === 1 ? 'rule' : 'rules'} ${rules.slice(0, 5).join(', ')}${more}`;
}

/** A rule that should stop and could not be judged is as bad as a policy that could not be built. */
function severityOf({ type, action }: Gap): 'error' | 'warn' {
  if (type === 'rule_failed' || type === 'too_many_findings') return 'error';
  return type === 'not_evaluated' && action === 'stop' ? 'error' : 'warn';
}

/** A rule that was not evaluated counts with its own action; one evaluated in part counts as a warning. */
function floorOf(gaps: readonly Gap[]): Action {
  const bites = gaps.filter(({ type, action }) => type !== 'not_applicable' && action !== 'go');
  if (gaps.some((gap) => severityOf(gap) === 'error')) return 'stop';
  return bites.length > 0 ? 'warn' : 'go';
}

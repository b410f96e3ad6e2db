/** What can be wrong with a policy. The names are stable: tools may compare them. */
export type PolicyProblemType =
  | 'not_a_policy'
  | 'too_large'
  | 'bad_shape'
  | 'unknown_version'
  | 'duplicate_id'
  | 'dangling_id'
  | 'bad_pattern'
  | 'bad_date'
  | 'unknown_gate'
  | 'unknown_trigger'
  | 'end_of_life'
  | 'deprecated'
  | 'not_available'
  | 'unknown_parameter'
  | 'missing_parameter'
  | 'duplicate_parameter'
  | 'invalid_parameter'
  | 'more_problems';

/** One thing that is wrong with a policy. `error`: it must not be used. `warn`: it can be used, and this is what to know. */
export interface PolicyProblem {
  readonly severity: 'error' | 'warn';
  readonly type: PolicyProblemType;
  /** Where in the document: `/rule_sets/0/rules/3/params/1`; empty for the whole. */
  readonly path: string;
  readonly ruleId: string | null;
  readonly details: string;
}

/** A problem of severity error. */
export function policyError(
  type: PolicyProblemType,
  path: string,
  says: { details: string; ruleId?: string | null },
): PolicyProblem {
  return { severity: 'error', type, path, ruleId: says.ruleId ?? null, details: says.details };
}

/** A problem of severity warn. */
export function policyWarning(
  type: PolicyProblemType,
  path: string,
  says: { details: string; ruleId?: string | null },
): PolicyProblem {
  return { ...policyError(type, path, says), severity: 'warn' };
}

/** Problems that are listed before the rest is only counted. */
const mostProblems = 500;

/** The first problems, and a line that says how many more there are. */
export function boundProblems(problems: readonly PolicyProblem[]): PolicyProblem[] {
  if (problems.length <= mostProblems) return [...problems];
  const rest = problems.length - mostProblems;
  return [
    ...problems.slice(0, mostProblems),
    policyError('more_problems', '', { details: `and ${rest} more problems` }),
  ];
}

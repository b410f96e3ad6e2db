import { byCodeUnit } from '@gantry/core';
import type { PolicyProblem } from '../model/problems.ts';
import type { Policy } from '../model/types.ts';
import type { ParsedPolicy } from '../parse-policy.ts';
import { allowlistSmells } from './smells/allowlists.ts';
import { reachSmells } from './smells/reach.ts';
import { ruleSmells } from './smells/rules.ts';
import type { Smell } from './smells/smell.ts';

/** Something about a policy that its author should know. */
export interface LintNote {
  /** `error`: it must not be used. `warn`: it most likely does not do what its author wants. `info`: it could be better. */
  readonly severity: 'error' | 'warn' | 'info';
  /** Stable name: `unused-allowlist`, or the type of a problem. */
  readonly code: string;
  /** Where in the document: `/rule_sets/0/rules/3`. */
  readonly path: string;
  readonly details: string;
  /** What to do. */
  readonly advice: string;
}

/** Everything that is wrong or smells in a policy. `now` is the clock in milliseconds, for exceptions that have ended. */
export function lintPolicy({ policy, problems }: ParsedPolicy, now: number): LintNote[] {
  const readable = !problems.some(({ type }) => unreadable.has(type));
  const smells: readonly Smell[] = readable ? smellsOf(policy, now) : [];
  return [...problems.map(toNote), ...smells].sort(
    (a, b) => ranks[a.severity] - ranks[b.severity] || byCodeUnit(a.path, b.path) || byCodeUnit(a.code, b.code),
  );
}

const unreadable: ReadonlySet<string> = new Set(['not_a_policy', 'too_large', 'bad_shape']);
const ranks = { error: 0, warn: 1, info: 2 } as const;

function smellsOf(policy: Policy, now: number): Smell[] {
  return [...reachSmells(policy), ...ruleSmells(policy), ...allowlistSmells(policy, now)];
}

function toNote({ severity, type, path, details }: PolicyProblem): LintNote {
  return { severity, code: type.replaceAll('_', '-'), path, details, advice: advices[type] ?? 'Mend the document.' };
}

const advices: Readonly<Partial<Record<string, string>>> = {
  bad_date: 'Write the time like 2027-01-31T00:00:00Z.',
  bad_pattern: 'Mend the regular expression.',
  dangling_id: 'Correct the id, or add the part that it names.',
  deprecated: 'Use the trigger that replaces it.',
  duplicate_id: 'Give each part an id of its own.',
  end_of_life: 'Remove the rule: it does nothing.',
  not_available: 'Remove the rule, or use another release.',
  invalid_parameter: 'Correct the value; `gantry policy spec` tells what it takes.',
  missing_parameter: 'Add the parameter; `gantry policy spec` has examples.',
  unknown_gate: 'Correct the name; `gantry policy spec` lists gates.',
  unknown_parameter: 'Remove it or correct its name; `gantry policy spec` lists parameters.',
  unknown_trigger: 'Correct the name; `gantry policy spec` lists triggers.',
};

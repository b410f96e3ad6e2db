import type { FactPart } from '@gantry/core';
import { type PolicyProblem, policyError, policyWarning } from '../model/problems.ts';
import type { Rule } from '../model/types.ts';
import type { Gate } from './define-gate.ts';
import type { BoundTrigger, Trigger } from './define-trigger.ts';
import { type Catalogue, findTrigger, type KnownAbsent } from './find-trigger.ts';

/** A rule with the trigger that it names. */
export interface BoundRule {
  readonly rule: Rule;
  readonly gate: Gate;
  readonly trigger: Trigger;
  readonly run: Extract<BoundTrigger, { ok: true }>['run'];
  /** Files whose content it wants to see. */
  readonly retrieves: readonly string[];
  /** Facts that it looks at with its parameters, besides the bill and the matches. */
  readonly needs: readonly FactPart[];
}

/**
 * `ready`: it can run. `ended`: its gate is at its end of life and does nothing. `unavailable`: known and not in this
 * release. `broken`: it cannot be understood. Problems may come with any of them.
 */
export type RuleBinding =
  | { readonly kind: 'ready'; readonly bound: BoundRule; readonly problems: readonly PolicyProblem[] }
  | { readonly kind: 'ended' | 'unavailable' | 'broken'; readonly problems: readonly PolicyProblem[] };

/** Finds the trigger of a rule and reads its parameters; `path` is the rule's place in the document. */
export function bindRule(catalogue: Catalogue, rule: Rule, path: string): RuleBinding {
  const found = findTrigger(catalogue, rule.gate, rule.trigger);
  switch (found.kind) {
    case 'unknown-gate':
      return broken('unknown_gate', `${path}/gate`, {
        details: `there is no gate ${rule.gate}; known: ${found.known.join(', ')}`,
        ruleId: rule.id,
      });
    case 'unknown-trigger':
      return broken('unknown_trigger', `${path}/trigger`, {
        details: `the gate ${rule.gate} has no trigger ${rule.trigger}; known: ${found.known.join(', ')}`,
        ruleId: rule.id,
      });
    case 'absent':
      return absent(found.absent, rule, path);
    case 'trigger':
      return bindTrigger(found, rule, path);
  }
}

function broken(...problem: Parameters<typeof policyError>): RuleBinding {
  return { kind: 'broken', problems: [policyError(...problem)] };
}

function absent({ why, trigger, instead }: KnownAbsent, rule: Rule, path: string): RuleBinding {
  const what = trigger === null ? `the gate ${rule.gate}` : `the trigger ${rule.gate}.${rule.trigger}`;
  if (why === 'eol') {
    const advice = instead ? `write the rule ${rule.id} for the gate ${instead}` : `remove the rule ${rule.id}`;
    const details = `${what} is at its end of life and no longer exists: ${advice}`;
    return { kind: 'ended', problems: [policyError('end_of_life', path, { details, ruleId: rule.id })] };
  }
  const details = `${what} is known but not available in this release: the rule ${rule.id} cannot be evaluated`;
  return { kind: 'unavailable', problems: [policyWarning('not_available', path, { details, ruleId: rule.id })] };
}

function bindTrigger({ gate, trigger }: { gate: Gate; trigger: Trigger }, rule: Rule, path: string): RuleBinding {
  const bound = trigger.bind(rule.params);
  if (!bound.ok) {
    const problems = bound.problems.map(({ type, parameter, details }) =>
      policyError(type, parameterPath(rule, path, parameter), {
        details: `rule ${rule.id}: ${details}`,
        ruleId: rule.id,
      }),
    );
    return { kind: 'broken', problems };
  }
  return {
    kind: 'ready',
    bound: { rule, gate, trigger, run: bound.run, retrieves: bound.retrieves, needs: bound.needs },
    problems: lifeCycle(gate, trigger, { rule, path }),
  };
}

function parameterPath(rule: Rule, path: string, parameter: string): string {
  const at = rule.params.findIndex(({ name }) => name.toLowerCase() === parameter.toLowerCase());
  return at < 0 ? `${path}/params` : `${path}/params/${at}`;
}

function lifeCycle(gate: Gate, trigger: Trigger, { rule, path }: { rule: Rule; path: string }): PolicyProblem[] {
  if (gate.state === 'active' && trigger.state === 'active') return [];
  const instead = trigger.supersededBy ?? gate.supersededBy;
  const details = `${gate.name}.${trigger.name} is deprecated${instead ? `; use ${instead}` : ''}`;
  return [policyWarning('deprecated', path, { details, ruleId: rule.id })];
}

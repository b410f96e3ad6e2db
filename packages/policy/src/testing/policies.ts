import type { PolicyFacts, Verdict } from '@gantry/core';
import { evaluate } from '../evaluate.ts';
import { parsePolicy } from '../parse-policy.ts';
import { testNow } from './facts.ts';

/** A rule as a document writes it, from a short form: `gate.trigger` and its parameters. */
export function aRule(what: string, params: Readonly<Record<string, string>> = {}, more: Record<string, unknown> = {}) {
  const [gate = '', trigger = ''] = what.split('.');
  return {
    id: `rule-${what}`,
    gate,
    trigger,
    action: 'STOP',
    params: Object.entries(params).map(([name, value]) => ({ name, value })),
    ...more,
  };
}

/** A document with one rule set that a mapping of everything points at. */
export function aDocument(rules: readonly unknown[], more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'test-policy',
    name: 'Test policy',
    version: '2',
    rule_sets: [{ id: 'rs', name: 'rules', version: '2', rules }],
    mappings: [aMapping()],
    ...more,
  };
}

/** A mapping; of everything unless told otherwise. */
export function aMapping(more: Record<string, unknown> = {}): Record<string, unknown> {
  const image = { type: 'tag', value: '*' };
  const ids = { rule_set_ids: ['rs'], allowlist_ids: [] };
  return { id: 'm', name: 'everything', registry: '*', repository: '*', image, ...ids, ...more };
}

/** Evaluates a document at the tests' clock. */
export function verdictOf(document: unknown, facts: PolicyFacts, now = testNow): Verdict {
  const { policy } = parsePolicy(document, 'test');
  return evaluate({ facts, policy, now, digests: { sbom: 'sha256:sbom', advisories: 'sha256:data' } });
}

/** What one STOP rule says of facts: its messages, and the reasons for what it could not say. */
export function runRule(what: string, params: Readonly<Record<string, string>>, facts: PolicyFacts) {
  const verdict = verdictOf(aDocument([aRule(what, params)]), facts);
  return {
    action: verdict.finalAction,
    messages: verdict.findings.map(({ message }) => message),
    ids: verdict.findings.map(({ triggerId }) => triggerId),
    problems: verdict.problems.map(({ severity, problemType }) => `${severity} ${problemType}`),
    details: verdict.problems.map(({ details }) => details).join('\n'),
  };
}

/** The types of everything that is wrong with one rule. */
export function ruleProblems(what: string, params: Readonly<Record<string, string>>): string[] {
  return parsePolicy(aDocument([aRule(what, params)]), 'test').problems.map(({ type }) => type);
}

import { bindPolicy } from './bind-policy.ts';
import { policyErrors } from './errors.ts';
import { boundProblems, type PolicyProblem } from './model/problems.ts';
import { readPolicy } from './model/read-policy.ts';
import type { Policy } from './model/types.ts';
import { refusingPolicy } from './refusing-policy.ts';

/** A policy and everything that is wrong with it at once. */
export interface ParsedPolicy {
  /** With problems of severity error, evaluating it always says stop. */
  readonly policy: Policy;
  readonly problems: readonly PolicyProblem[];
}

/**
 * Reads a policy from a parsed JSON or YAML document: version 2, or `1_0` upgraded. Checks shapes, ids, references,
 * gates, triggers and parameters, and reports all of it at once with rule ids and paths. Never throws: a document that
 * has not the shape of a policy gives one that stops everything, so that no caller can take it for an empty one.
 */
export function parsePolicy(document: unknown, name: string): ParsedPolicy {
  const { policy, problems } = readPolicy(document, name);
  if (policy === null) return { policy: refusingPolicy(name), problems };
  const { problems: bindingProblems } = bindPolicy(policy);
  const known = new Set(bindingProblems.map(key));
  return { policy, problems: boundProblems([...problems.filter((one) => !known.has(key(one))), ...bindingProblems]) };
}

/** The policy, or the coded error `POLICY_NOT_A_POLICY` that names the first problem of severity error. */
export function usablePolicy({ policy, problems }: ParsedPolicy, name: string): Policy {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return policy;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  throw policyErrors.NOT_A_POLICY({ name, because: `${errors[0]?.details ?? 'it cannot be read'}${more}` });
}

function key({ path, details }: PolicyProblem): string {
  return `${path} ${details}`;
}

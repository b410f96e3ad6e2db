import { isRecord } from '@gantry/core/json';
import { checkPolicy } from './check-policy.ts';
import { whyTooLarge } from './limits.ts';
import { boundProblems, type PolicyProblem, policyError } from './problems.ts';
import { PolicyDocument } from './schema.ts';
import { toPolicy } from './to-policy.ts';
import type { Policy } from './types.ts';
import { upgradeDocument } from './upgrade.ts';

/** A policy, when the document has the shape of one, and everything that is wrong with it. */
export interface PolicyReading {
  /** Null when the shape is wrong. With problems of severity error it must not be stored; evaluating it says stop. */
  readonly policy: Policy | null;
  readonly problems: readonly PolicyProblem[];
}

/** Reads a parsed JSON or YAML document; knows nothing of gates. Never throws, whatever the document holds. */
export function readPolicy(document: unknown, name: string): PolicyReading {
  const tooLarge = whyTooLarge(document);
  if (tooLarge) return refuse(policyError('too_large', '', { details: `${name} is too large: ${tooLarge}` }));
  if (!isRecord(document)) {
    return refuse(policyError('not_a_policy', '', { details: `${name} is not an object with rule_sets and mappings` }));
  }
  const upgraded = upgradeDocument(document);
  const read = PolicyDocument.safeParse(upgraded);
  if (!read.success)
    return { policy: null, problems: boundProblems(read.error.issues.map((issue) => toProblem(issue, upgraded))) };
  const policy = toPolicy(read.data, upgraded);
  const wrong = checkPolicy(policy);
  const tooMany = wrong.filter(({ type }) => type === 'too_large');
  if (tooMany.length > 0) return { policy: null, problems: tooMany };
  return { policy, problems: boundProblems([...versionProblems(read.data.version), ...wrong]) };
}

function refuse(problem: PolicyProblem): PolicyReading {
  return { policy: null, problems: [problem] };
}

/** The format's documents say `2` or `V2`. */
function versionProblems(version: string | number): PolicyProblem[] {
  if (['2', 'v2', '2_0', '2.0'].includes(String(version).toLowerCase())) return [];
  return [
    policyError('unknown_version', '/version', { details: `policy version ${String(version)} is not known; use "2"` }),
  ];
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function toProblem(issue: Issue, document: unknown): PolicyProblem {
  const path = issue.path.map((part) => `/${String(part)}`).join('');
  return policyError('bad_shape', path, { details: issue.message, ruleId: ruleAt(issue.path, document) });
}

/** The id of the rule that a path leads through, when it has one. */
function ruleAt(path: readonly PropertyKey[], document: unknown): string | null {
  let at: unknown = document;
  for (const part of path.slice(0, 4)) at = isRecord(at) || Array.isArray(at) ? Reflect.get(at, part) : undefined;
  const id = path[0] === 'rule_sets' && path[2] === 'rules' && isRecord(at) ? at['id'] : null;
  return typeof id === 'string' ? id : null;
}

import { type CodedError, canonicalJson, sha256OfText } from '@gantry/core';
import { type ParsedPolicy, type PolicyProblem, parsePolicy, policyDocument } from '@gantry/policy';
import type { Row } from '../../kernel/db/index.ts';
import { policiesErrors } from './errors.ts';

/** The columns that a policy document fills. */
export type StoredPolicy = Pick<Row<'policy'>, 'id' | 'name' | 'description' | 'version' | 'document' | 'digest'>;

/**
 * A document of a client as it is kept: upgraded to version 2, every field of the format written out, unknown top-level keys
 * left in place. POLICY_REFUSED names every problem that keeps it from being used.
 */
export function toStored(given: Readonly<Record<string, unknown>>): StoredPolicy {
  const name = typeof given['id'] === 'string' ? given['id'].slice(0, 200) : '(without an id)';
  const parsed = parsePolicy(given, name);
  if (parsed.problems.some(({ severity }) => severity === 'error')) throw refused(parsed, name);
  const { policy } = parsed;
  const document = bare(policyDocument(policy));
  if (!isStorable(document)) throw policiesErrors.REFUSED({ id: name, count: 1, problems: unstorable });
  return {
    id: policy.id,
    name: policy.name,
    description: policy.description === '' ? null : policy.description,
    version: policy.version,
    document,
    digest: sha256OfText(canonicalJson(document)),
  };
}

const unstorable =
  '/: a text or a key holds the character U+0000 or half of a surrogate pair, which cannot be stored [bad_shape]';

/** JSON writes both as escapes, and escapes nothing else that begins so; a backslash of the text itself comes as two. */
function isStorable(document: Record<string, unknown>): boolean {
  return !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(JSON.stringify(document));
}

/** The published shape of a policy has no `sbom_mappings`, and strict clients refuse what it does not name: written only when used. */
function bare(document: Record<string, unknown>): Record<string, unknown> {
  const { sbom_mappings: mappings, ...rest } = document;
  return Array.isArray(mappings) && mappings.length > 0 ? document : rest;
}

function refused({ problems }: ParsedPolicy, id: string): CodedError {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return policiesErrors.REFUSED({ id, count: errors.length, problems: errors.map(toLine).join('\n') });
}

function toLine({ type, path, ruleId, details }: PolicyProblem): string {
  const rule = ruleId === null ? '' : ` (rule ${ruleId})`;
  return `${path === '' ? '/' : path}: ${details}${rule} [${type}]`;
}

import { isRecord } from '@gantry/core/json';
import { z } from 'zod';
import { policyErrors } from '../errors.ts';
import type { RecordedFinding, RecordedVerdict } from './recorded-verdict.ts';

const action = z.enum(['stop', 'warn', 'go']);
const text = z.string().max(100_000);
const id = z.string().max(20_000);

const FindingRow = z.object({
  rule: id,
  rule_set: id,
  gate: id,
  trigger: id,
  trigger_id: id,
  message: text,
  action,
  allowlisted: z.boolean(),
  allowlist_match: z.object({ name: id, matchedRuleId: id }).nullish(),
  vulnerability: id.nullish(),
  package: z.object({ name: text, version: text.nullish(), type: id }).nullish(),
  path: text.nullish(),
});

const VerdictDocument = z.object({
  schema: z.literal('gantry-check-1'),
  digests: z.object({
    sbom: id,
    advisories: id,
    // Documents of older versions have no such input.
    inspection: id.default('none'),
    context: id.default('none'),
    policy: id,
    exceptions: id,
    clock: id,
  }),
  verdict: z.object({
    action,
    reason: z.enum(['policy_evaluation', 'allowlisted', 'denylisted']),
    policy: z.object({ id, name: id }),
    problems: z
      .array(z.object({ severity: z.enum(['error', 'warn']), problem_type: id, details: text }))
      .max(10_000)
      .default([]),
  }),
  findings: z.array(FindingRow).max(200_000),
});

/** Is it a document that `gantry check -o json` wrote, as far as its label says? */
export function isVerdictDocument(document: unknown): boolean {
  return isRecord(document) && document['schema'] === 'gantry-check-1';
}

/** Reads a document of `gantry check -o json`. Fails with `POLICY_NOT_A_VERDICT`. */
export function readVerdictDocument(document: unknown, name: string): RecordedVerdict {
  const read = VerdictDocument.safeParse(document);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw policyErrors.NOT_A_VERDICT({ name, because: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` });
  }
  const { verdict, digests, findings } = read.data;
  return {
    action: verdict.action,
    reason: verdict.reason,
    policy: verdict.policy,
    digests,
    findings: findings.map(toFinding),
    problems: verdict.problems.map((one) => ({
      severity: one.severity,
      problemType: one.problem_type,
      details: one.details,
    })),
  };
}

function toFinding(row: z.infer<typeof FindingRow>): RecordedFinding {
  const { package: pkg, allowlist_match: allowed } = row;
  return {
    ruleSetId: row.rule_set,
    ruleId: row.rule,
    gate: row.gate,
    trigger: row.trigger,
    triggerId: row.trigger_id,
    message: row.message,
    action: row.action,
    allowlisted: row.allowlisted,
    allowedBy: allowed ? { name: allowed.name, item: allowed.matchedRuleId } : null,
    vulnerability: row.vulnerability ?? null,
    package: pkg ? { kind: pkg.type, name: pkg.name, version: pkg.version ?? null } : null,
    path: row.path ?? null,
  };
}

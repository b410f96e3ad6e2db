import { z } from 'zod';
import { dateTime, model } from '../common/index.ts';

const action = z.enum(['stop', 'warn', 'go']);
const named = z.object({ id: z.string(), name: z.string() });

export const VerdictInputs = model(
  'VerdictInputs',
  z
    .object({
      sbom: z.string(),
      advisories: z.string(),
      inspection: z.string(),
      context: z.string(),
      policy: z.string(),
      exceptions: z.string(),
      clock: z.string(),
    })
    .meta({ description: 'digests (SHA-256) of everything that a verdict was made from, and its clock' }),
);

const ExplainedFinding = model(
  'ExplainedFinding',
  z.looseObject({
    trigger_id: z.string(),
    message: z.string(),
    action,
    evidence: z
      .looseObject({})
      .meta({ description: 'package, match, file, layer and Dockerfile line that it rests on' }),
  }),
);

const ExplainedRule = model(
  'ExplainedRule',
  z.looseObject({
    id: z.string(),
    gate: z.string(),
    trigger: z.string(),
    action,
    outcome: z.enum([
      'evaluated',
      'partly',
      'not-evaluated',
      'not-applicable',
      'failed',
      'unavailable',
      'ended',
      'broken',
    ]),
    because: z.array(z.string()),
    findings: z.array(ExplainedFinding),
  }),
);

export const VerdictExplanation = model(
  'VerdictExplanation',
  z.looseObject({
    action,
    reason: z.string(),
    policy: named,
    tag: z.string().nullable(),
    inputs: VerdictInputs,
    rule_sets: z.array(z.looseObject({ id: z.string(), name: z.string(), action, rules: z.array(ExplainedRule) })),
  }),
);
export type VerdictExplanation = z.infer<typeof VerdictExplanation>;

const VerdictFinding = model(
  'VerdictFinding',
  z.looseObject({
    rule_id: z.string(),
    gate: z.string(),
    trigger: z.string(),
    trigger_id: z.string(),
    message: z.string(),
    action,
  }),
);

export const VerdictDifference = model(
  'VerdictDifference',
  z.looseObject({
    before: action,
    after: action,
    inputs: z.array(z.string()).meta({ description: 'inputs whose digests differ' }),
    how: z.enum(['replayed', 'digests']),
    changes: z.array(
      z.looseObject({
        kind: z.enum(['added', 'removed', 'changed']),
        cause: z.enum(['sbom', 'advisories', 'inspection', 'context', 'policy', 'exceptions', 'clock', 'unknown']),
        because: z.string(),
        before: VerdictFinding.nullable(),
        after: VerdictFinding.nullable(),
      }),
    ),
    same: z.number(),
    evaluated_before: dateTime,
    evaluated_after: dateTime,
  }),
);
export type VerdictDifference = z.infer<typeof VerdictDifference>;

export const VerdictDelta = model(
  'VerdictDelta',
  z.looseObject({
    action,
    status: z.enum(['pass', 'fail']),
    because: z.array(z.string()),
    introduced: z.array(VerdictFinding),
    inherited: z.array(VerdictFinding),
    suppressed: z.array(VerdictFinding),
    removed: z.array(VerdictFinding),
    target: action.meta({ description: 'what the image is told without the comparison' }),
    baseline: action,
    baseline_digest: z.string(),
  }),
);
export type VerdictDelta = z.infer<typeof VerdictDelta>;

export const PastVerdict = model(
  'PastVerdict',
  z.looseObject({
    image_digest: z.string(),
    evaluated_tag: z.string(),
    policy_id: z.string(),
    evaluated_at: dateTime.meta({ description: 'the evaluation that stood at the time that was asked for' }),
    identical: z.boolean().meta({ description: 'evaluating its stored inputs again says the same, bit by bit' }),
    final_action: action,
    status: z.enum(['pass', 'fail']),
    inputs: VerdictInputs,
    findings: z.array(VerdictFinding),
  }),
);
export type PastVerdict = z.infer<typeof PastVerdict>;

export const SignedVerdict = model(
  'SignedVerdict',
  z
    .looseObject({
      payloadType: z.string(),
      payload: z.string(),
      signatures: z.array(z.looseObject({ keyid: z.string().optional(), sig: z.string() })),
    })
    .meta({ description: 'a DSSE envelope with an in-toto statement: a SLSA verification summary' }),
);
export type SignedVerdict = z.infer<typeof SignedVerdict>;

export const VerdictKeyList = model(
  'VerdictKeyList',
  z.object({
    items: z.array(z.object({ id: z.string(), algorithm: z.string(), public_key: z.string(), created_at: dateTime })),
  }),
);
export type VerdictKeyList = z.infer<typeof VerdictKeyList>;

export const Revocation = model(
  'Revocation',
  z.object({
    kind: z.enum(['key', 'verdict', 'subject']),
    id: z
      .string()
      .min(1)
      .max(200)
      .meta({ description: 'id of a key, digest of a signed verdict, or digest of an image' }),
    reason: z.string().min(1).max(1_000),
    created_at: dateTime.optional().meta({ readOnly: true }),
  }),
);
export type Revocation = z.infer<typeof Revocation>;

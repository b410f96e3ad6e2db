import { z } from 'zod';
import { dateTime, model, Policy } from '../common/index.ts';

export const TriggerParamSpec = model(
  'TriggerParamSpec',
  z.object({
    name: z.string().optional(),
    description: z.string().optional(),
    example: z.string().nullable().optional(),
    state: z.enum(['active', 'deprecated', 'eol']).optional(),
    superseded_by: z.string().nullable().optional(),
    required: z.boolean().optional(),
    validator: z.record(z.string(), z.unknown()).optional(),
  }),
);
export type TriggerParamSpec = z.infer<typeof TriggerParamSpec>;

export const TriggerSpec = model(
  'TriggerSpec',
  z.object({
    name: z.string().optional(),
    description: z.string().optional(),
    state: z.enum(['active', 'deprecated', 'eol']).optional(),
    superseded_by: z.string().nullable().optional(),
    parameters: z.array(TriggerParamSpec).optional(),
  }),
);
export type TriggerSpec = z.infer<typeof TriggerSpec>;

export const GateSpec = model(
  'GateSpec',
  z.object({
    name: z.string().optional(),
    description: z.string().optional(),
    supported_artifact_type: z.enum(['image', 'source']).optional(),
    state: z.enum(['active', 'deprecated', 'eol']).optional(),
    superseded_by: z.string().nullable().optional(),
    triggers: z.array(TriggerSpec).optional(),
  }),
);
export type GateSpec = z.infer<typeof GateSpec>;

export const GateSpecList = model('GateSpecList', z.array(GateSpec));
export type GateSpecList = z.infer<typeof GateSpecList>;

export const PolicyRecord = model(
  'PolicyRecord',
  z.object({
    created_at: dateTime.optional(),
    last_updated: dateTime.optional(),
    policy_id: z.string(),
    active: z.boolean(),
    account_name: z.string(),
    policy_source: z.string(),
    policy: z.union([z.null(), Policy]).optional(),
    name: z.string(),
    description: z.string().optional(),
  }),
);
export type PolicyRecord = z.infer<typeof PolicyRecord>;

export const PolicyList = model('PolicyList', z.array(PolicyRecord));
export type PolicyList = z.infer<typeof PolicyList>;

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

/** What `PUT` and `POST` take for a policy: checked as a whole by the server, so that every problem is told at once. */
export const PolicyDocument = model(
  'PolicyDocument',
  z.looseObject({}).meta({
    description:
      'A policy of version 2 (the fields of Policy), or a bundle of version 1_0, which is upgraded. Unknown top-level keys are kept.',
  }),
);
export type PolicyDocument = z.infer<typeof PolicyDocument>;

/** A record as clients send it back; only its id and its policy are read. */
export const PolicyRecordUpdate = model(
  'PolicyRecordUpdate',
  z.looseObject({
    policy_id: z.string(),
    active: z.boolean().optional().meta({ description: 'true has the effect of `?active=true`' }),
    policy: z
      .union([z.null(), PolicyDocument])
      .optional()
      .meta({ description: 'absent or null: the stored policy stays as it is' }),
  }),
);
export type PolicyRecordUpdate = z.infer<typeof PolicyRecordUpdate>;

export const PolicyRecord = model(
  'PolicyRecord',
  z.object({
    created_at: dateTime.optional(),
    last_updated: dateTime.optional(),
    policy_id: z.string(),
    active: z.boolean(),
    account_name: z.string(),
    policy_source: z.string().meta({ description: '`shipped` with the server, or `local`: made or changed by a user' }),
    policy: z.union([z.null(), Policy]).optional().meta({ description: 'null unless detail was asked for' }),
    name: z.string(),
    description: z.string().optional(),
  }),
);
export type PolicyRecord = z.infer<typeof PolicyRecord>;

export const PolicyList = model('PolicyList', z.array(PolicyRecord));
export type PolicyList = z.infer<typeof PolicyList>;

export const PolicyTestReport = model(
  'PolicyTestReport',
  z.object({
    policy_id: z.string(),
    passed: z.boolean(),
    results: z.array(
      z.object({
        name: z.string(),
        passed: z.boolean(),
        failures: z.array(z.string()).meta({ description: 'what is not as expected, one sentence each' }),
        action: z.enum(['stop', 'warn', 'go']).nullable().meta({ description: 'null when the test could not run' }),
        findings: z.int(),
      }),
    ),
    coverage: z.object({
      rules: z.array(
        z.object({
          rule_set_id: z.string(),
          rule_id: z.string(),
          state: z.enum(['fired', 'silent', 'not-evaluated', 'never']),
          fired: z.int().meta({ description: 'tests in which the rule found something' }),
          silent: z.int().meta({ description: 'tests in which it looked and found nothing' }),
        }),
      ),
      both: z.int().meta({ description: 'rules that fired in one test and were silent in another' }),
    }),
  }),
);
export type PolicyTestReport = z.infer<typeof PolicyTestReport>;

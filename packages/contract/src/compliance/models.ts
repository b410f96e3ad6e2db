import { z } from 'zod';
import { dateTime, model } from '../common/index.ts';

const action = z.enum(['stop', 'warn', 'go']);
const automation = z.enum(['yes', 'partly', 'evidence', 'no']).meta({
  description:
    'yes: rules alone decide. partly: rules check something real, and their silence does not prove it. evidence: records are kept, people decide. no: nothing here can show it',
});
const state = z.enum(['satisfied-by-check', 'failed', 'not-applicable', 'not-evaluated', 'manual']);
const parameter = z.object({ name: z.string(), value: z.string() });

const ComplianceFramework = model(
  'ComplianceFramework',
  z.object({
    id: z.string(),
    title: z.string(),
    version: z.string(),
    source: z.string(),
    last_verified: z.string().meta({ description: 'the day on which the pack was last compared with it' }),
  }),
);

const ComplianceNeed = model(
  'ComplianceNeed',
  z
    .object({
      name: z.string(),
      says: z.string(),
      rule: z.object({ gate: z.string(), trigger: z.string(), params: z.array(parameter) }).nullable(),
    })
    .meta({ description: 'what only the operator knows; a rule of this name, filled in, meets it' }),
);

const CompliancePack = model(
  'CompliancePack',
  z.object({
    name: z.string(),
    title: z.string(),
    about: z.string(),
    framework: ComplianceFramework.nullable(),
    controls: z
      .object({ total: z.int(), yes: z.int(), partly: z.int(), evidence: z.int(), no: z.int() })
      .meta({ description: 'how many controls it speaks of, by how far rules can decide them' }),
    rules: z.int(),
  }),
);

export const CompliancePackList = model('CompliancePackList', z.object({ items: z.array(CompliancePack) }));

const ComplianceControl = model(
  'ComplianceControl',
  z.object({
    id: z.string(),
    title: z.string(),
    automation,
    rules: z.array(z.string()),
    manual: z.string().nullable(),
    needs: z.array(z.string()),
    only_on: z.array(z.string()).nullable(),
  }),
);

export const CompliancePackDetail = model(
  'CompliancePackDetail',
  z.object({
    ...CompliancePack.shape,
    control_list: z.array(ComplianceControl),
    needs: z.array(ComplianceNeed),
    policy: z.looseObject({}).meta({ description: 'its policy, ready to be added to an account' }),
  }),
);
export type CompliancePackDetail = z.infer<typeof CompliancePackDetail>;

const ControlResult = model(
  'ComplianceControlResult',
  z.object({
    id: z.string(),
    title: z.string(),
    automation,
    state,
    stig_status: z.enum(['NotAFinding', 'Open', 'Not_Applicable', 'Not_Reviewed']),
    oscal_state: z.enum(['satisfied', 'not-satisfied']).nullable(),
    reasons: z.array(z.string()),
    next_steps: z.array(z.string()),
    manual: z.string().nullable(),
    missing: z.array(ComplianceNeed),
    rules: z.array(z.string()).meta({ description: 'keys of `rules` of the report' }),
    open_findings: z.int(),
    accepted_findings: z.int(),
  }),
);

const ComplianceRule = model(
  'ComplianceRule',
  z.object({
    key: z.string(),
    gate: z.string(),
    trigger: z.string(),
    action,
    outcome: z.string(),
    because: z.array(z.string()),
    recommendation: z.string(),
    findings: z.array(
      z.object({
        trigger_id: z.string(),
        message: z.string(),
        action,
        allowlisted: z.boolean(),
        fix: z.looseObject({ kind: z.string() }).nullable(),
        package_id: z.string().nullable(),
        vulnerability: z.string().nullable(),
        path: z.string().nullable(),
        layer: z.string().nullable(),
      }),
    ),
  }),
);

export const ComplianceReport = model(
  'ComplianceReport',
  z
    .object({
      schema: z.literal('gantry-compliance-1'),
      tool: z.object({ name: z.string(), version: z.string() }),
      pack: z.object({ name: z.string(), title: z.string(), about: z.string() }),
      framework: ComplianceFramework.nullable(),
      target: z.object({
        name: z.string(),
        kind: z.enum(['image', 'source', 'sbom']),
        digest: z.string().nullable(),
        image_id: z.string().nullable(),
        platform: z.string().nullable(),
        distro: z.string().nullable(),
      }),
      evaluated_at: dateTime,
      digests: z
        .object({
          sbom: z.string(),
          advisories: z.string(),
          inspection: z.string(),
          context: z.string(),
          policy: z.string(),
          exceptions: z.string(),
          clock: z.string(),
        })
        .meta({ description: 'of everything that the verdict was made from' }),
      verdict: z.object({
        action,
        reason: z.string(),
        policy: z.object({ id: z.string(), name: z.string() }),
        mapped: z.boolean().meta({ description: 'false: no mapping accepts the target, and no rule was run' }),
      }),
      counts: z.object({
        'satisfied-by-check': z.int(),
        failed: z.int(),
        'not-applicable': z.int(),
        'not-evaluated': z.int(),
        manual: z.int(),
        total: z.int(),
      }),
      summary: z.string(),
      notices: z.array(z.string()),
      controls: z.array(ControlResult),
      rules: z.array(ComplianceRule),
      problems: z.array(
        z.object({ severity: z.enum(['error', 'warn']), problem_type: z.string(), details: z.string() }),
      ),
    })
    .meta({ description: 'evidence for auditors; never a claim that a requirement is met' }),
);
export type ComplianceReport = z.infer<typeof ComplianceReport>;

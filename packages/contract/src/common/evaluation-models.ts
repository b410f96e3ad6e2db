import { z } from 'zod';
import { model } from './model.ts';
import { ImageSelectionRule, MappingRule, Policy } from './policy-models.ts';
import { dateTime } from './values.ts';

export const PolicyFindingAllowlistMatch = model(
  'PolicyFindingAllowlistMatch',
  z.object({
    id: z.string().optional(),
    name: z.string().optional(),
    matched_rule_id: z.string().optional(),
  }),
);
export type PolicyFindingAllowlistMatch = z.infer<typeof PolicyFindingAllowlistMatch>;

export const PolicyEvaluationFinding = model(
  'PolicyEvaluationFinding',
  z.object({
    trigger_id: z.string(),
    gate: z.string(),
    trigger: z.string(),
    message: z.string(),
    action: z.enum(['go', 'stop', 'warn']),
    policy_id: z.string(),
    recommendation: z.string(),
    rule_id: z.string(),
    allowlisted: z.boolean(),
    allowlist_match: z.union([z.null(), PolicyFindingAllowlistMatch]).optional(),
    inherited_from_base: z.boolean().nullable().optional(),
  }),
);
export type PolicyEvaluationFinding = z.infer<typeof PolicyEvaluationFinding>;

export const PolicyEvaluationProblem = model(
  'PolicyEvaluationProblem',
  z.object({
    severity: z.enum(['error', 'warn']),
    problem_type: z.string(),
    details: z.string(),
  }),
);
export type PolicyEvaluationProblem = z.infer<typeof PolicyEvaluationProblem>;

export const PolicyEvaluationRemediationSuggestion = model(
  'PolicyEvaluationRemediationSuggestion',
  z.object({
    message: z.string(),
    preferred: z.boolean(),
  }),
);
export type PolicyEvaluationRemediationSuggestion = z.infer<typeof PolicyEvaluationRemediationSuggestion>;

export const PolicyEvaluationRemediation = model(
  'PolicyEvaluationRemediation',
  z.object({
    suggestions: z.array(PolicyEvaluationRemediationSuggestion),
    trigger_ids: z.array(z.string()),
  }),
);
export type PolicyEvaluationRemediation = z.infer<typeof PolicyEvaluationRemediation>;

export const PolicyEvaluationResult = model(
  'PolicyEvaluationResult',
  z.object({
    details: z
      .object({
        policy: Policy,
        findings: z.array(PolicyEvaluationFinding),
        policy_action: z.enum(['stop', 'go', 'warn']),
        remediations: z.array(PolicyEvaluationRemediation).nullable().optional(),
      })
      .nullable()
      .optional(),
    comparison_image_digest: z.string().nullable().optional(),
    evaluation_time: dateTime,
    evaluation_problems: z.array(PolicyEvaluationProblem),
    status: z.enum(['fail', 'pass']),
    final_action: z.enum(['stop', 'go', 'warn']),
    final_action_reason: z.enum(['policy_evaluation', 'allowlisted', 'denylisted']),
    image_allowlisted: z.boolean(),
    matched_allowlisted_images_rule: z.union([z.null(), ImageSelectionRule]).optional(),
    image_denylisted: z.boolean(),
    matched_denylisted_images_rule: z.union([z.null(), ImageSelectionRule]).optional(),
    image_mapped_to_rule: z.boolean(),
    matched_mapping_rule: z.union([z.null(), MappingRule]).optional(),
    number_of_findings: z.int(),
  }),
);
export type PolicyEvaluationResult = z.infer<typeof PolicyEvaluationResult>;

export const PolicyEvaluation = model(
  'PolicyEvaluation',
  z.object({
    policy_id: z.string().optional(),
    image_digest: z.string().optional(),
    evaluated_tag: z.string().optional(),
    evaluations: z.array(PolicyEvaluationResult).optional(),
  }),
);
export type PolicyEvaluation = z.infer<typeof PolicyEvaluation>;

import { z } from 'zod';
import { model } from './model.ts';
import { dateTime } from './values.ts';

export const AllowlistItem = model(
  'AllowlistItem',
  z.object({
    id: z.string(),
    gate: z.string(),
    trigger_id: z.string(),
    expires_on: dateTime.nullable().optional(),
    description: z.string().optional(),
  }),
);
export type AllowlistItem = z.infer<typeof AllowlistItem>;

export const Allowlist = model(
  'Allowlist',
  z.object({
    id: z.string(),
    name: z.string(),
    version: z.string(),
    description: z.string().optional(),
    items: z.array(AllowlistItem),
  }),
);
export type Allowlist = z.infer<typeof Allowlist>;

export const ImageRef = model(
  'ImageRef',
  z.object({
    type: z.enum(['tag', 'digest', 'id']),
    value: z.string(),
  }),
);
export type ImageRef = z.infer<typeof ImageRef>;

export const ImageSelectionRule = model(
  'ImageSelectionRule',
  z.object({
    id: z.string(),
    name: z.string(),
    registry: z.string(),
    repository: z.string(),
    image: ImageRef,
    description: z.string().optional(),
  }),
);
export type ImageSelectionRule = z.infer<typeof ImageSelectionRule>;

export const MappingRule = model(
  'MappingRule',
  z.object({
    id: z.string(),
    name: z.string(),
    allowlist_ids: z.array(z.string()),
    rule_set_ids: z.array(z.string()),
    registry: z.string(),
    repository: z.string(),
    image: ImageRef,
    description: z.string().optional(),
  }),
);
export type MappingRule = z.infer<typeof MappingRule>;

export const PolicyRuleParam = model(
  'PolicyRuleParam',
  z.object({
    name: z.string(),
    value: z.string(),
  }),
);
export type PolicyRuleParam = z.infer<typeof PolicyRuleParam>;

export const PolicyRule = model(
  'PolicyRule',
  z.object({
    id: z.string(),
    gate: z.string(),
    trigger: z.string(),
    action: z.enum(['GO', 'STOP', 'WARN']),
    description: z.string().optional(),
    params: z.array(PolicyRuleParam),
    recommendation: z.string().optional(),
  }),
);
export type PolicyRule = z.infer<typeof PolicyRule>;

export const RuleSet = model(
  'RuleSet',
  z.object({
    id: z.string(),
    name: z.string(),
    description: z.string().optional(),
    version: z.string(),
    artifact_type: z.enum(['image', 'source']).optional(),
    rules: z.array(PolicyRule),
  }),
);
export type RuleSet = z.infer<typeof RuleSet>;

export const SourceMappingRule = model(
  'SourceMappingRule',
  z.object({
    id: z.string(),
    name: z.string(),
    allowlist_ids: z.array(z.string()),
    rule_set_ids: z.array(z.string()),
    host: z.string(),
    repository: z.string(),
    description: z.string().optional(),
  }),
);
export type SourceMappingRule = z.infer<typeof SourceMappingRule>;

/** A policy. Top-level keys that the document does not name are kept and given back. */
export const Policy = model(
  'Policy',
  z.looseObject({
    id: z.string(),
    name: z.string().min(1),
    description: z.string().optional(),
    version: z.string(),
    allowlists: z.array(Allowlist).optional(),
    rule_sets: z.array(RuleSet),
    source_mappings: z.array(SourceMappingRule).optional(),
    mappings: z.array(MappingRule),
    allowlisted_images: z.array(ImageSelectionRule).optional(),
    denylisted_images: z.array(ImageSelectionRule).optional(),
    last_updated: z.number().optional(),
  }),
);
export type Policy = z.infer<typeof Policy>;

import { z } from 'zod';
import { dateTime, model } from '../common/index.ts';

export const VulnAnnotationStatus = model(
  'VulnAnnotationStatus',
  z.enum(['not_affected', 'affected', 'fixed', 'under_investigation']),
);

const justifications = [
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
  'fix_not_planned',
] as const;

const note = z.string().max(10_000).nullable().optional();

/** What a person states; the rest of an annotation is the server's. */
const statement = {
  vulnerability_id: z.string().min(1).max(200),
  status: VulnAnnotationStatus,
  status_notes: note,
  justification: z.enum(justifications).nullable().optional(),
  impact_statement: note,
  action_statement: note,
  additional_details: note,
};

export const VulnerabilityAnnotation = model(
  'VulnerabilityAnnotation',
  z.object({
    ...statement,
    uuid: z.string().optional().meta({ readOnly: true }),
    author: z.string().optional().meta({ readOnly: true }),
    created_at: dateTime.optional().meta({ readOnly: true }),
    updated_at: dateTime.optional().meta({ readOnly: true }),
    version: z.number().int().optional().meta({ readOnly: true }),
  }),
);
export type VulnerabilityAnnotation = z.infer<typeof VulnerabilityAnnotation>;

export const PackageIdentifier = model(
  'PackageIdentifier',
  z.object({
    name: z.string().min(1).max(1_000),
    version: z.string().max(1_000),
    type: z.string().max(100).meta({ description: 'as content lists the package: os, npm, java, …' }),
  }),
);
export type PackageIdentifier = z.infer<typeof PackageIdentifier>;

export const PackageVulnerabilityAnnotation = model(
  'PackageVulnerabilityAnnotation',
  z.object({
    annotation: VulnerabilityAnnotation,
    package_identifier: PackageIdentifier.nullable()
      .optional()
      .meta({ description: 'absent or null: every package of the image' }),
  }),
);
export type PackageVulnerabilityAnnotation = z.infer<typeof PackageVulnerabilityAnnotation>;

export const PackageVulnerabilityAnnotationResponseList = model(
  'PackageVulnerabilityAnnotationResponseList',
  z.object({ items: z.array(PackageVulnerabilityAnnotation) }),
);
export type PackageVulnerabilityAnnotationResponseList = z.infer<typeof PackageVulnerabilityAnnotationResponseList>;

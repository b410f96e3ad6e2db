import { z } from 'zod';
import { model } from './model.ts';
import { dateTime } from './values.ts';

export const AccessCredential = model(
  'AccessCredential',
  z.object({
    type: z.enum(['password']),
    value: z.string(),
    created_at: z.string().optional(),
  }),
);
export type AccessCredential = z.infer<typeof AccessCredential>;

export const Account = model(
  'Account',
  z.object({
    name: z.string(),
    type: z.enum(['user', 'admin', 'service']).optional(),
    state: z.enum(['enabled', 'disabled', 'deleting']).optional(),
    email: z.string().optional(),
    created_at: dateTime.optional(),
    last_updated: dateTime.optional(),
  }),
);
export type Account = z.infer<typeof Account>;

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

export const CVSSV2Scores = model(
  'CVSSV2Scores',
  z.object({
    base_score: z.number().nullable().optional(),
    exploitability_score: z.number().nullable().optional(),
    impact_score: z.number().nullable().optional(),
  }),
);
export type CVSSV2Scores = z.infer<typeof CVSSV2Scores>;

export const CVSSV3Scores = model(
  'CVSSV3Scores',
  z.object({
    base_score: z.number().nullable().optional(),
    exploitability_score: z.number().nullable().optional(),
    impact_score: z.number().nullable().optional(),
  }),
);
export type CVSSV3Scores = z.infer<typeof CVSSV3Scores>;

export const CredentialList = model('CredentialList', z.array(AccessCredential));
export type CredentialList = z.infer<typeof CredentialList>;

export const ImageImportFileCoordinate = model(
  'ImageImportFileCoordinate',
  z.object({
    path: z.string().optional(),
    layerID: z.string().optional(),
  }),
);
export type ImageImportFileCoordinate = z.infer<typeof ImageImportFileCoordinate>;

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

export const ImportFileDigest = model(
  'ImportFileDigest',
  z.object({
    algorithm: z.string(),
    value: z.string(),
  }),
);
export type ImportFileDigest = z.infer<typeof ImportFileDigest>;

export const ImportFile = model(
  'ImportFile',
  z.looseObject({
    id: z.string(),
    location: ImageImportFileCoordinate,
    metadata: z.record(z.string(), z.unknown()).optional(),
    digests: z.array(ImportFileDigest).optional(),
  }),
);
export type ImportFile = z.infer<typeof ImportFile>;

export const ImportPackageLocation = model(
  'ImportPackageLocation',
  z.looseObject({
    path: z.string(),
    layerID: z.string().optional(),
  }),
);
export type ImportPackageLocation = z.infer<typeof ImportPackageLocation>;

export const ImportPackageLicense = model(
  'ImportPackageLicense',
  z.object({
    value: z.string().optional(),
    spdxExpression: z.string().optional(),
    type: z.enum(['declared', 'concluded']).optional(),
    urls: z.array(z.string()).optional(),
    locations: z.array(ImportPackageLocation).optional(),
    contents: z.string().optional(),
  }),
);
export type ImportPackageLicense = z.infer<typeof ImportPackageLicense>;

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

export const PackageEPSS = model(
  'PackageEPSS',
  z.object({
    epss: z.number().optional(),
    percentile: z.number().optional(),
  }),
);
export type PackageEPSS = z.infer<typeof PackageEPSS>;

export const NvdDataObject = model(
  'NvdDataObject',
  z.object({
    id: z.string().optional(),
    description: z.string().optional(),
    type: z.enum(['Primary', 'Secondary', 'None']).optional(),
    source: z.string().optional(),
    cvss_v2: CVSSV2Scores.optional(),
    cvss_v3: CVSSV3Scores.optional(),
    is_kev: z.boolean().optional(),
    epss: PackageEPSS.optional(),
  }),
);
export type NvdDataObject = z.infer<typeof NvdDataObject>;

export const NvdDataList = model('NvdDataList', z.array(NvdDataObject));
export type NvdDataList = z.infer<typeof NvdDataList>;

export const VendorDataObject = model(
  'VendorDataObject',
  z.object({
    id: z.string().optional(),
    type: z.enum(['Primary', 'Secondary', 'None']).optional(),
    source: z.string().optional(),
    cvss_v2: CVSSV2Scores.optional(),
    cvss_v3: CVSSV3Scores.optional(),
  }),
);
export type VendorDataObject = z.infer<typeof VendorDataObject>;

export const VendorDataList = model('VendorDataList', z.array(VendorDataObject));
export type VendorDataList = z.infer<typeof VendorDataList>;

export const VulnAnnotationStatus = model(
  'VulnAnnotationStatus',
  z.enum(['not_affected', 'affected', 'fixed', 'under_investigation']),
);
export type VulnAnnotationStatus = z.infer<typeof VulnAnnotationStatus>;

export const PackageVulnerability = model(
  'PackageVulnerability',
  z.object({
    vuln: z.string().optional(),
    description: z.string().optional(),
    fix: z.string().optional(),
    severity: z.string().optional(),
    package: z.string().optional(),
    url: z.string().optional(),
    feed: z.string().optional(),
    feed_group: z.string().optional(),
    package_name: z.string().optional(),
    package_version: z.string().optional(),
    package_type: z.string().optional(),
    package_cpe: z.string().optional(),
    package_path: z.string().optional(),
    purl: z.string().optional(),
    will_not_fix: z.boolean().optional(),
    nvd_data: NvdDataList.optional(),
    vendor_data: VendorDataList.optional(),
    detected_at: dateTime.optional(),
    fix_observed_at: dateTime.optional(),
    suggested_fix_version: z.string().optional(),
    is_kev: z.boolean().optional(),
    epss: z.array(PackageEPSS).optional(),
    annotation_status: VulnAnnotationStatus.optional(),
    annotation_uuid: z.string().optional(),
  }),
);
export type PackageVulnerability = z.infer<typeof PackageVulnerability>;

export const PaginationProperties = model(
  'PaginationProperties',
  z.object({
    page: z.string().optional(),
    next_page: z.string().optional(),
    returned_count: z.int().optional(),
  }),
);
export type PaginationProperties = z.infer<typeof PaginationProperties>;

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

export const Subscription = model(
  'Subscription',
  z.object({
    subscription_key: z.string().optional(),
    subscription_type: z.string().optional(),
    subscription_value: z.string().nullable().optional(),
    account_name: z.string().optional(),
    active: z.boolean().optional(),
    subscription_id: z.string().optional(),
    created_at: dateTime.optional(),
    last_updated: dateTime.optional(),
  }),
);
export type Subscription = z.infer<typeof Subscription>;

export const SubscriptionList = model('SubscriptionList', z.array(Subscription));
export type SubscriptionList = z.infer<typeof SubscriptionList>;

export const UnifiedRoles = model(
  'UnifiedRoles',
  z.object({
    role_name: z.string().optional(),
    domain_name: z.string().optional(),
    granter: z.string().optional(),
    grant_type: z.enum(['direct', 'group_membership', 'sso_group_membership']).optional(),
    granted_at: dateTime.optional(),
  }),
);
export type UnifiedRoles = z.infer<typeof UnifiedRoles>;

export const User = model(
  'User',
  z.object({
    username: z.string(),
    account_name: z.string().optional(),
    type: z.enum(['native', 'saml']).optional(),
    source: z.string().nullable().optional(),
    created_at: dateTime.optional(),
    last_updated: dateTime.optional(),
    idp_name: z.string().nullable().optional(),
    password_last_updated: dateTime.nullable().optional(),
    unified_roles: z.array(UnifiedRoles).optional(),
  }),
);
export type User = z.infer<typeof User>;

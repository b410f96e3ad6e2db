import { z } from 'zod';
import {
  dateTime,
  ImportFile,
  model,
  PackageVulnerability,
  PolicyEvaluation,
  sbomPackage,
  sbomParts,
} from '../common/index.ts';

/** What looked at the image where the client runs. */
const analyzer = {
  analyzed_at: dateTime.optional(),
  anchorectl_version: z.string(),
  platform: z.string().optional(),
  anchorectl_platform: z.string(),
} as const;

export const ContentSearch = model(
  'ContentSearch',
  z.object({
    media_type: z.enum([
      'application/anchore.enterprise.local-analyze.secret-search.v1+json',
      'application/anchore.enterprise.local-analyze.content-search.v1+json',
    ]),
    metadata: z.object(analyzer),
    findings: z.array(
      z.object({
        location: z.object({
          path: z.string(),
          layerID: z.string(),
        }),
        content_searches: z.array(
          z.looseObject({
            classification: z.string(),
            line_number: z.int(),
            line_offset: z.int(),
            seek_position: z.int(),
            length: z.int(),
          }),
        ),
      }),
    ),
  }),
);
export type ContentSearch = z.infer<typeof ContentSearch>;

export const FileContents = model(
  'FileContents',
  z.object({
    media_type: z.enum(['application/anchore.enterprise.local-analyze.file-contents.v1+json']),
    metadata: z.object(analyzer),
    findings: z.array(
      z.object({
        location: z.object({
          path: z.string(),
          layerID: z.string().optional(),
        }),
        contents: z.string(),
      }),
    ),
  }),
);
export type FileContents = z.infer<typeof FileContents>;

export const NativeSBOMDescriptor = model('NativeSBOMDescriptor', z.looseObject(sbomParts.descriptor));
export type NativeSBOMDescriptor = z.infer<typeof NativeSBOMDescriptor>;

export const NativeSBOMDistribution = model('NativeSBOMDistribution', z.looseObject(sbomParts.distribution));
export type NativeSBOMDistribution = z.infer<typeof NativeSBOMDistribution>;

export const NativeSBOMPackageCPE = model('NativeSBOMPackageCPE', z.looseObject(sbomParts.cpe));
export type NativeSBOMPackageCPE = z.infer<typeof NativeSBOMPackageCPE>;

export const NativeSBOMPackageLocation = model('NativeSBOMPackageLocation', z.looseObject(sbomParts.location));
export type NativeSBOMPackageLocation = z.infer<typeof NativeSBOMPackageLocation>;

export const NativeSBOMPackage = model(
  'NativeSBOMPackage',
  sbomPackage(NativeSBOMPackageCPE, NativeSBOMPackageLocation),
);
export type NativeSBOMPackage = z.infer<typeof NativeSBOMPackage>;

export const NativeSBOMPackageRelationship = model(
  'NativeSBOMPackageRelationship',
  z.looseObject(sbomParts.relationship),
);
export type NativeSBOMPackageRelationship = z.infer<typeof NativeSBOMPackageRelationship>;

export const NativeSBOMSchema = model('NativeSBOMSchema', z.looseObject(sbomParts.schema));
export type NativeSBOMSchema = z.infer<typeof NativeSBOMSchema>;

export const NativeSBOMSource = model('NativeSBOMSource', z.looseObject(sbomParts.source));
export type NativeSBOMSource = z.infer<typeof NativeSBOMSource>;

export const NativeSBOM = model(
  'NativeSBOM',
  z.looseObject({
    artifacts: z.array(NativeSBOMPackage),
    files: z.array(ImportFile).nullable().optional(),
    source: NativeSBOMSource,
    distro: NativeSBOMDistribution,
    descriptor: NativeSBOMDescriptor.optional(),
    schema: NativeSBOMSchema.optional(),
    artifactRelationships: z.array(NativeSBOMPackageRelationship).optional(),
  }),
);
export type NativeSBOM = z.infer<typeof NativeSBOM>;

export const SBOMVulnerabilitiesResponse = model(
  'SBOMVulnerabilitiesResponse',
  z.object({
    sbom_id: z.string().optional(),
    extended_support: z.boolean().optional(),
    vulnerabilities: z.array(PackageVulnerability).optional(),
  }),
);
export type SBOMVulnerabilitiesResponse = z.infer<typeof SBOMVulnerabilitiesResponse>;

export const ScanRequest = model(
  'ScanRequest',
  z.object({
    sbom: NativeSBOM.optional(),
    secret_scan: ContentSearch.optional(),
    content_search: ContentSearch.optional(),
    retrieved_files: FileContents.optional(),
  }),
);
export type ScanRequest = z.infer<typeof ScanRequest>;

export const ScanResponse = model(
  'ScanResponse',
  z.object({
    vuln_scan: SBOMVulnerabilitiesResponse.optional(),
    policy_scan: PolicyEvaluation.optional(),
  }),
);
export type ScanResponse = z.infer<typeof ScanResponse>;

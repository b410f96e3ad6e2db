import { z } from 'zod';
import { model } from '../common/index.ts';

/** The content of one type in an image. */
function contentOf<I extends z.ZodType>(item: I) {
  return z.object({
    image_digest: z.string().optional(),
    content_type: z.string().optional(),
    content: z.array(item).optional(),
  });
}

export const FilesContent = model(
  'FilesContent',
  z.object({
    filename: z.string().optional(),
    gid: z.int().optional(),
    linkdest: z.string().nullable().optional(),
    mode: z.string().optional(),
    sha256: z.string().nullable().optional(),
    size: z.int().optional(),
    type: z.string().optional(),
    uid: z.int().optional(),
  }),
);
export type FilesContent = z.infer<typeof FilesContent>;

export const ContentFilesResponse = model('ContentFilesResponse', contentOf(FilesContent));
export type ContentFilesResponse = z.infer<typeof ContentFilesResponse>;

export const JavaPackageContent = model(
  'JavaPackageContent',
  z.object({
    package: z.string().optional(),
    'implementation-version': z.string().optional(),
    'specification-version': z.string().optional(),
    'maven-version': z.string().optional(),
    location: z.string().optional(),
    type: z.string().optional(),
    origin: z.string().optional(),
    licenses: z.array(z.string()).optional(),
    cpes: z.array(z.string()).optional(),
    purl: z.string().optional(),
    version: z.string().optional(),
  }),
);
export type JavaPackageContent = z.infer<typeof JavaPackageContent>;

export const ContentJavaPackageResponse = model('ContentJavaPackageResponse', contentOf(JavaPackageContent));
export type ContentJavaPackageResponse = z.infer<typeof ContentJavaPackageResponse>;

export const MalwareFinding = model(
  'MalwareFinding',
  z.object({
    path: z.string().optional(),
    signature: z.string().optional(),
  }),
);
export type MalwareFinding = z.infer<typeof MalwareFinding>;

export const MalwareScan = model(
  'MalwareScan',
  z.object({
    enabled: z.boolean().optional(),
    scanner: z.string().optional(),
    metadata: z.record(z.string(), z.unknown()).optional(),
    findings: z.array(MalwareFinding).optional(),
  }),
);
export type MalwareScan = z.infer<typeof MalwareScan>;

export const ContentMalwareResponse = model('ContentMalwareResponse', contentOf(MalwareScan));
export type ContentMalwareResponse = z.infer<typeof ContentMalwareResponse>;

export const PackageContent = model(
  'PackageContent',
  z.object({
    package: z.string().optional(),
    version: z.string().optional(),
    size: z.string().optional(),
    type: z.string().optional(),
    origin: z.string().optional(),
    licenses: z.array(z.string()).optional(),
    location: z.string().optional(),
    cpes: z.array(z.string()).optional(),
    metadata_type: z.string().optional(),
    metadata: z.record(z.string(), z.unknown()).optional(),
    purl: z.string().optional(),
  }),
);
export type PackageContent = z.infer<typeof PackageContent>;

export const ContentPackageResponse = model('ContentPackageResponse', contentOf(PackageContent));
export type ContentPackageResponse = z.infer<typeof ContentPackageResponse>;

export const RegexContentMatch = model(
  'RegexContentMatch',
  z.object({
    name: z.string().optional(),
    regex: z.string().optional(),
    lines: z.array(z.int()).optional(),
  }),
);
export type RegexContentMatch = z.infer<typeof RegexContentMatch>;

export const FileContentSearchResult = model(
  'FileContentSearchResult',
  z.object({
    path: z.string().optional(),
    matches: z.array(RegexContentMatch).optional(),
  }),
);
export type FileContentSearchResult = z.infer<typeof FileContentSearchResult>;

export const FileContentSearchList = model('FileContentSearchList', z.array(FileContentSearchResult));
export type FileContentSearchList = z.infer<typeof FileContentSearchList>;

export const ImageContentSummary = model(
  'ImageContentSummary',
  z.object({
    items: z
      .array(
        z.object({
          content_type: z.string().optional(),
          display_name: z.string().optional(),
          count: z.int().optional(),
        }),
      )
      .optional(),
  }),
);
export type ImageContentSummary = z.infer<typeof ImageContentSummary>;

export const LicenseReviewPackage = model(
  'LicenseReviewPackage',
  z.object({
    name: z.string().optional(),
    version: z.string().optional(),
    type: z.string().optional(),
    purl: z.string().optional(),
  }),
);
export type LicenseReviewPackage = z.infer<typeof LicenseReviewPackage>;

export const LicenseReviewPackageLicense = model(
  'LicenseReviewPackageLicense',
  z.object({
    license_id: z.string().optional(),
    license_name: z.string().optional(),
    license_text: z.string().optional(),
    license_header: z.string().optional(),
    license_url: z.string().optional(),
    source: z.enum(['override', 'sbom']).optional(),
  }),
);
export type LicenseReviewPackageLicense = z.infer<typeof LicenseReviewPackageLicense>;

export const LicenseReviewItem = model(
  'LicenseReviewItem',
  z.object({
    package: LicenseReviewPackage.optional(),
    licenses: z.array(LicenseReviewPackageLicense).optional(),
  }),
);
export type LicenseReviewItem = z.infer<typeof LicenseReviewItem>;

export const LicenseReviewResponse = model(
  'LicenseReviewResponse',
  z.object({
    items: z.array(LicenseReviewItem).optional(),
  }),
);
export type LicenseReviewResponse = z.infer<typeof LicenseReviewResponse>;

export const MetadataResponse = model(
  'MetadataResponse',
  z.object({
    image_digest: z.string().optional(),
    metadata_type: z.string().optional(),
    metadata: z.unknown().optional(),
  }),
);
export type MetadataResponse = z.infer<typeof MetadataResponse>;

export const RetrievedFile = model(
  'RetrievedFile',
  z.object({
    path: z.string().optional(),
    b64_content: z.string().optional(),
  }),
);
export type RetrievedFile = z.infer<typeof RetrievedFile>;

export const RetrievedFileList = model('RetrievedFileList', z.array(RetrievedFile));
export type RetrievedFileList = z.infer<typeof RetrievedFileList>;

export const SecretSearchResult = model(
  'SecretSearchResult',
  z.object({
    path: z.string().optional(),
    matches: z.array(RegexContentMatch).optional(),
  }),
);
export type SecretSearchResult = z.infer<typeof SecretSearchResult>;

export const SecretSearchList = model('SecretSearchList', z.array(SecretSearchResult));
export type SecretSearchList = z.infer<typeof SecretSearchList>;

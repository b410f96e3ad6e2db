import { z } from 'zod';
import { dateTime, model, NvdDataList, PaginationProperties, VendorDataList } from '../common/index.ts';

export const TagEntry = model(
  'TagEntry',
  z.object({
    full_tag: z.string().optional(),
    registry: z.string().optional(),
    repo: z.string().optional(),
    tag: z.string().optional(),
    tag_detected_at: dateTime.optional(),
  }),
);
export type TagEntry = z.infer<typeof TagEntry>;

export const ImageReference = model(
  'ImageReference',
  z.object({
    image_digest: z.string().optional(),
    image_id: z.string().optional(),
    analyzed_at: z.string().optional(),
    tag_history: z.array(TagEntry).optional(),
  }),
);
export type ImageReference = z.infer<typeof ImageReference>;

export const PackageReference = model(
  'PackageReference',
  z.object({
    name: z.string().optional(),
    version: z.string().nullable().optional(),
    type: z.string().optional(),
    will_not_fix: z.boolean().optional(),
  }),
);
export type PackageReference = z.infer<typeof PackageReference>;

export const ImageWithPackages = model(
  'ImageWithPackages',
  z.object({
    image: ImageReference.optional(),
    packages: z.array(PackageReference).optional(),
  }),
);
export type ImageWithPackages = z.infer<typeof ImageWithPackages>;

export const PaginatedImageList = model(
  'PaginatedImageList',
  PaginationProperties.extend({
    images: z.array(ImageWithPackages).optional(),
  }),
);
export type PaginatedImageList = z.infer<typeof PaginatedImageList>;

export const VulnerabilityReference = model(
  'VulnerabilityReference',
  z.object({
    source: z.string().optional(),
    tags: z.array(z.string()).optional(),
    url: z.string().optional(),
  }),
);
export type VulnerabilityReference = z.infer<typeof VulnerabilityReference>;

export const StandaloneVulnerability = model(
  'StandaloneVulnerability',
  z.object({
    id: z.string().optional(),
    namespace: z.string().optional(),
    affected_packages: z.array(PackageReference).optional(),
    severity: z.enum(['Unknown', 'Negligible', 'Low', 'Medium', 'High', 'Critical']).optional(),
    link: z.string().optional(),
    nvd_data: NvdDataList.optional(),
    vendor_data: VendorDataList.optional(),
    description: z.string().optional(),
    references: z.array(VulnerabilityReference).optional(),
  }),
);
export type StandaloneVulnerability = z.infer<typeof StandaloneVulnerability>;

export const PaginatedVulnerabilityList = model(
  'PaginatedVulnerabilityList',
  PaginationProperties.extend({
    vulnerabilities: z.array(StandaloneVulnerability).optional(),
  }),
);
export type PaginatedVulnerabilityList = z.infer<typeof PaginatedVulnerabilityList>;

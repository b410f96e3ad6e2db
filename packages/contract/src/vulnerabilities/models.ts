import { z } from 'zod';
import { model, PackageVulnerability } from '../common/index.ts';

export const ImagePackageVulnerability = model(
  'ImagePackageVulnerability',
  PackageVulnerability.extend({
    inherited_from_base: z.boolean().optional(),
  }),
);
export type ImagePackageVulnerability = z.infer<typeof ImagePackageVulnerability>;

export const ImagePackageVulnerabilityResponse = model(
  'ImagePackageVulnerabilityResponse',
  z.object({
    image_digest: z.string().optional(),
    base_digest: z.string().optional(),
    base_image_problems: z.array(z.record(z.string(), z.unknown())).optional(),
    vulnerability_type: z.string().optional(),
    extended_support: z.boolean().optional(),
    vulnerabilities: z.array(ImagePackageVulnerability).optional(),
  }),
);
export type ImagePackageVulnerabilityResponse = z.infer<typeof ImagePackageVulnerabilityResponse>;

import { z } from 'zod';
import { model } from './model.ts';

const text = z.string().nullable().optional();

/** The parts of a Syft JSON document, whose models have one name in imports and another in scans. */
export const sbomParts = {
  descriptor: { name: z.string(), version: z.string() },
  distribution: {
    name: text,
    id: text,
    version: text,
    versionID: text,
    idLike: z.unknown().optional(),
    extendedSupport: z.boolean().nullable().optional(),
  },
  cpe: { cpe: z.string(), source: z.string() },
  location: { path: z.string(), layerID: z.string().optional() },
  relationship: {
    parent: z.string(),
    child: z.string(),
    type: z.string(),
    metadata: z.record(z.string(), z.unknown()).optional(),
  },
  schema: { version: z.string(), url: z.string() },
  source: { type: z.string(), target: z.unknown().optional(), metadata: z.unknown().optional() },
} as const;

export const ImageImportFileCoordinate = model(
  'ImageImportFileCoordinate',
  z.object({
    path: z.string().optional(),
    layerID: z.string().optional(),
  }),
);
export type ImageImportFileCoordinate = z.infer<typeof ImageImportFileCoordinate>;

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

export const ImportPackageLocation = model('ImportPackageLocation', z.looseObject(sbomParts.location));
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

/** A package of a Syft JSON document, with the models that its kind of document has for CPEs and locations. */
export function sbomPackage<C extends z.ZodType, L extends z.ZodType>(cpe: C, location: L) {
  return z.looseObject({
    id: z.string().optional(),
    name: z.string(),
    version: z.string(),
    type: z.string(),
    foundBy: z.string().optional(),
    locations: z.array(location),
    licenses: z.array(z.union([z.string(), ImportPackageLicense])),
    language: z.string(),
    cpes: z.array(z.union([z.string(), cpe])),
    purl: z.string().optional(),
    metadataType: z.string().nullable().optional(),
    metadata: z.record(z.string(), z.unknown()).nullable().optional(),
  });
}

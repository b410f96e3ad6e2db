import { z } from 'zod';
import { dateTime, ImportFile, ImportPackageLocation, model, sbomPackage, sbomParts } from '../common/index.ts';

export const ImageImportContentResponse = model(
  'ImageImportContentResponse',
  z.object({
    digest: z.string().optional(),
    created_at: dateTime.optional(),
  }),
);
export type ImageImportContentResponse = z.infer<typeof ImageImportContentResponse>;

export const ImportContentSearchElement = model(
  'ImportContentSearchElement',
  z.object({
    classification: z.string(),
    line_number: z.int(),
    line_offset: z.int(),
    seek_position: z.int(),
    length: z.int(),
  }),
);
export type ImportContentSearchElement = z.infer<typeof ImportContentSearchElement>;

export const ImageImportContentSearch = model(
  'ImageImportContentSearch',
  z.object({
    location: ImportPackageLocation,
    content_searches: z.array(ImportContentSearchElement),
  }),
);
export type ImageImportContentSearch = z.infer<typeof ImageImportContentSearch>;

export const ImageImportContentSearchList = model('ImageImportContentSearchList', z.array(ImageImportContentSearch));
export type ImageImportContentSearchList = z.infer<typeof ImageImportContentSearchList>;

export const ImageImportFileContent = model(
  'ImageImportFileContent',
  z.object({
    location: ImportPackageLocation,
    contents: z.string(),
  }),
);
export type ImageImportFileContent = z.infer<typeof ImageImportFileContent>;

export const ImageImportFileContentList = model('ImageImportFileContentList', z.array(ImageImportFileContent));
export type ImageImportFileContentList = z.infer<typeof ImageImportFileContentList>;

export const ImageImportOperation = model(
  'ImageImportOperation',
  z.object({
    uuid: z.string().optional(),
    status: z.enum(['pending', 'queued', 'processing', 'complete', 'failed', 'expired']).optional(),
    expires_at: dateTime.optional(),
    created_at: dateTime.optional(),
  }),
);
export type ImageImportOperation = z.infer<typeof ImageImportOperation>;

export const ImageImports = model('ImageImports', z.array(ImageImportOperation));
export type ImageImports = z.infer<typeof ImageImports>;

export const ImportDescriptor = model('ImportDescriptor', z.looseObject(sbomParts.descriptor));
export type ImportDescriptor = z.infer<typeof ImportDescriptor>;

export const ImportDistribution = model('ImportDistribution', z.looseObject(sbomParts.distribution));
export type ImportDistribution = z.infer<typeof ImportDistribution>;

export const ImportPackageCPE = model('ImportPackageCPE', z.object(sbomParts.cpe));
export type ImportPackageCPE = z.infer<typeof ImportPackageCPE>;

export const ImportPackage = model('ImportPackage', sbomPackage(ImportPackageCPE, ImportPackageLocation));
export type ImportPackage = z.infer<typeof ImportPackage>;

export const ImportPackageRelationship = model('ImportPackageRelationship', z.looseObject(sbomParts.relationship));
export type ImportPackageRelationship = z.infer<typeof ImportPackageRelationship>;

export const ImportSchema = model('ImportSchema', z.looseObject(sbomParts.schema));
export type ImportSchema = z.infer<typeof ImportSchema>;

export const ImportSource = model('ImportSource', z.looseObject(sbomParts.source));
export type ImportSource = z.infer<typeof ImportSource>;

export const ImagePackageManifest = model(
  'ImagePackageManifest',
  z.looseObject({
    artifacts: z.array(ImportPackage),
    source: ImportSource,
    distro: ImportDistribution,
    descriptor: ImportDescriptor.optional(),
    schema: ImportSchema.optional(),
    artifactRelationships: z.array(ImportPackageRelationship).optional(),
    files: z.array(ImportFile).optional(),
  }),
);
export type ImagePackageManifest = z.infer<typeof ImagePackageManifest>;

export const ImportContentDigestList = model('ImportContentDigestList', z.array(z.string()));
export type ImportContentDigestList = z.infer<typeof ImportContentDigestList>;

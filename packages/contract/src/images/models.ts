import { z } from 'zod';
import { dateTime, model } from '../common/index.ts';

export const AnalysisArchiveSource = model(
  'AnalysisArchiveSource',
  z
    .object({
      digest: z.string().regex(/^sha256:[a-fA-F0-9]{64}$/),
    })
    .nullable(),
);
export type AnalysisArchiveSource = z.infer<typeof AnalysisArchiveSource>;

export const ServiceAnalysisReference = model(
  'ServiceAnalysisReference',
  z.object({
    host_id: z.string().optional(),
    service_name: z.string().optional(),
    analysis_engine: z.enum(['anchore-engine-pipeline', 'syft-native-pipeline']).optional(),
    enterprise_version: z.string().optional(),
  }),
);
export type ServiceAnalysisReference = z.infer<typeof ServiceAnalysisReference>;

export const AnalysisStatusDetail = model(
  'AnalysisStatusDetail',
  z.object({
    from_status: z.string(),
    to_status: z.string(),
    timestamp: dateTime,
    source: ServiceAnalysisReference,
  }),
);
export type AnalysisStatusDetail = z.infer<typeof AnalysisStatusDetail>;

export const ImageContent = model(
  'ImageContent',
  z.object({
    metadata: z
      .object({
        arch: z.string().optional(),
        distro: z.string().optional(),
        distro_version: z.string().optional(),
        extended_support: z.boolean().optional(),
        dockerfile_mode: z.enum(['Guessed', 'Actual']).optional(),
        image_size: z.int().optional(),
        layer_count: z.int().optional(),
      })
      .optional(),
  }),
);
export type ImageContent = z.infer<typeof ImageContent>;

export const ImageDetail = model(
  'ImageDetail',
  z.object({
    created_at: dateTime.optional(),
    last_updated: dateTime.optional(),
    full_tag: z.string().optional(),
    full_digest: z.string().optional(),
    account_name: z.string().optional(),
    image_id: z.string().optional(),
    registry: z.string().optional(),
    repo: z.string().optional(),
    dockerfile: z.string().nullable().optional(),
    image_digest: z.string().optional(),
    tag: z.string().optional(),
    tag_detected_at: dateTime.optional(),
  }),
);
export type ImageDetail = z.infer<typeof ImageDetail>;

export const Image = model(
  'Image',
  z.object({
    image_content: ImageContent.optional(),
    image_detail: z.array(ImageDetail).optional(),
    last_updated: dateTime.optional(),
    created_at: dateTime.optional(),
    image_digest: z.string().optional(),
    parent_digest: z.string().optional(),
    account_name: z.string().optional(),
    annotations: z.record(z.string(), z.unknown()).optional(),
    image_status: z.enum(['active', 'inactive', 'disabled']).optional(),
    analysis_status: z.enum(['not_analyzed', 'analyzing', 'analyzed', 'analysis_failed']).optional(),
    record_version: z.string().optional(),
    analysis_status_detail: z.array(AnalysisStatusDetail).nullable().optional(),
  }),
);
export type Image = z.infer<typeof Image>;

export const ImageList = model(
  'ImageList',
  z.object({
    items: z.array(Image).optional(),
  }),
);
export type ImageList = z.infer<typeof ImageList>;

export const DeleteImageResponse = model(
  'DeleteImageResponse',
  z.object({
    image_digest: z.string(),
    status: z.enum(['not_found', 'deleting', 'delete_failed']),
    detail: z.string().optional(),
  }),
);
export type DeleteImageResponse = z.infer<typeof DeleteImageResponse>;

export const DeleteImageResponseList = model('DeleteImageResponseList', z.array(DeleteImageResponse));
export type DeleteImageResponseList = z.infer<typeof DeleteImageResponseList>;

export const ImportContentDigests = model(
  'ImportContentDigests',
  z.object({
    packages: z.string(),
    image_config: z.string(),
    manifest: z.string(),
    parent_manifest: z.string().optional(),
    dockerfile: z.string().optional(),
    secret_searches: z.string().optional(),
    content_searches: z.string().optional(),
    file_contents: z.string().optional(),
  }),
);
export type ImportContentDigests = z.infer<typeof ImportContentDigests>;

export const ImageImportManifest = model(
  'ImageImportManifest',
  z
    .object({
      contents: ImportContentDigests,
      tags: z.array(z.string()),
      digest: z.string(),
      parent_digest: z.string().optional(),
      local_image_id: z.string().optional(),
      operation_uuid: z.string(),
    })
    .nullable(),
);
export type ImageImportManifest = z.infer<typeof ImageImportManifest>;

export const RegistryDigestSource = model(
  'RegistryDigestSource',
  z
    .object({
      pull_string: z.string(),
      tag: z.string(),
      creation_timestamp_override: dateTime.optional(),
      dockerfile: z
        .string()
        .regex(/^[a-zA-Z0-9+/=]+$/)
        .optional(),
    })
    .nullable(),
);
export type RegistryDigestSource = z.infer<typeof RegistryDigestSource>;

export const RegistryTagSource = model(
  'RegistryTagSource',
  z
    .object({
      pull_string: z.string(),
      dockerfile: z
        .string()
        .regex(/^[a-zA-Z0-9+/=]+$/)
        .optional(),
    })
    .nullable(),
);
export type RegistryTagSource = z.infer<typeof RegistryTagSource>;

export const ImageSource = model(
  'ImageSource',
  z.object({
    tag: RegistryTagSource.optional(),
    digest: RegistryDigestSource.optional(),
    archive: AnalysisArchiveSource.optional(),
    import: ImageImportManifest.optional(),
  }),
);
export type ImageSource = z.infer<typeof ImageSource>;

export const ImageAnalysisRequest = model(
  'ImageAnalysisRequest',
  z.object({
    image_type: z.string().optional(),
    annotations: z.record(z.string(), z.unknown()).optional(),
    source: ImageSource.optional(),
  }),
);
export type ImageAnalysisRequest = z.infer<typeof ImageAnalysisRequest>;

export const ImageAncestor = model(
  'ImageAncestor',
  z.object({
    image_digest: z.string().optional(),
    parent_digest: z.string().optional(),
    tags: z.array(z.string()).optional(),
    layers: z.array(z.string()).optional(),
    user_marked_base: z.boolean().optional(),
    chosen_base_image: z.boolean().optional(),
  }),
);
export type ImageAncestor = z.infer<typeof ImageAncestor>;

export const ImageAncestry = model('ImageAncestry', z.array(ImageAncestor));
export type ImageAncestry = z.infer<typeof ImageAncestry>;

import { z } from 'zod';
import { operation, pathText } from '../common/index.ts';
import {
  ImageImportContentResponse,
  ImageImportContentSearchList,
  ImageImportFileContentList,
  ImageImportOperation,
  ImageImports,
  ImagePackageManifest,
  ImportContentDigestList,
} from './models.ts';

export const listOperations = operation({
  id: 'list_operations',
  method: 'GET',
  path: '/imports/images',
  tag: 'Imports',
  may: 'listImageImports',
  since: '0.2',
  summary: 'List operations',
  replies: {
    200: ImageImports,
  },
  problems: [403, 500],
});

export const createOperation = operation({
  id: 'create_operation',
  method: 'POST',
  path: '/imports/images',
  tag: 'Imports',
  may: 'importImage',
  since: '0.2',
  summary: 'Create operation',
  replies: {
    200: ImageImportOperation,
  },
  problems: [403, 500],
});

export const listImportContentSearches = operation({
  id: 'list_import_content_searches',
  method: 'GET',
  path: '/imports/images/{operation_id}/content-searches',
  tag: 'Imports',
  may: 'listImageImports',
  since: '0.2',
  summary: 'List import content searches',
  params: z.object({ operation_id: pathText }),
  replies: {
    200: ImportContentDigestList,
  },
  problems: [403, 500],
});

export const importContentSearches = operation({
  id: 'import_content_searches',
  method: 'POST',
  path: '/imports/images/{operation_id}/content-searches',
  tag: 'Imports',
  may: 'importImage',
  since: '0.2',
  summary: 'Import content searches',
  params: z.object({ operation_id: pathText }),
  body: ImageImportContentSearchList,
  replies: {
    200: ImageImportContentResponse,
  },
  problems: [400, 403, 404, 500],
});

export const listImportDockerfiles = operation({
  id: 'list_import_dockerfiles',
  method: 'GET',
  path: '/imports/images/{operation_id}/dockerfile',
  tag: 'Imports',
  may: 'listImageImports',
  since: '0.2',
  summary: 'List import dockerfiles',
  params: z.object({ operation_id: pathText }),
  replies: {
    200: ImportContentDigestList,
  },
  problems: [403, 500],
});

export const importImageDockerfile = operation({
  id: 'import_image_dockerfile',
  method: 'POST',
  path: '/imports/images/{operation_id}/dockerfile',
  tag: 'Imports',
  may: 'importImage',
  since: '0.2',
  summary: 'Import image dockerfile',
  params: z.object({ operation_id: pathText }),
  accepts: ['text/plain'],
  replies: {
    200: ImageImportContentResponse,
  },
  problems: [400, 403, 404, 415, 500],
});

export const listImportFileContents = operation({
  id: 'list_import_file_contents',
  method: 'GET',
  path: '/imports/images/{operation_id}/file-contents',
  tag: 'Imports',
  may: 'listImageImports',
  since: '0.2',
  summary: 'List import file contents',
  params: z.object({ operation_id: pathText }),
  replies: {
    200: ImportContentDigestList,
  },
  problems: [403, 500],
});

export const importFileContents = operation({
  id: 'import_file_contents',
  method: 'POST',
  path: '/imports/images/{operation_id}/file-contents',
  tag: 'Imports',
  may: 'importImage',
  since: '0.2',
  summary: 'Import file contents',
  params: z.object({ operation_id: pathText }),
  body: ImageImportFileContentList,
  replies: {
    200: ImageImportContentResponse,
  },
  problems: [400, 403, 404, 415, 500],
});

export const listImportImageConfigs = operation({
  id: 'list_import_image_configs',
  method: 'GET',
  path: '/imports/images/{operation_id}/image-config',
  tag: 'Imports',
  may: 'listImageImports',
  since: '0.2',
  summary: 'List import image configs',
  params: z.object({ operation_id: pathText }),
  replies: {
    200: ImportContentDigestList,
  },
  problems: [403, 500],
});

export const importImageConfig = operation({
  id: 'import_image_config',
  method: 'POST',
  path: '/imports/images/{operation_id}/image-config',
  tag: 'Imports',
  may: 'importImage',
  since: '0.2',
  summary: 'Import image config',
  params: z.object({ operation_id: pathText }),
  body: z.record(z.string(), z.unknown()),
  replies: {
    200: ImageImportContentResponse,
  },
  problems: [400, 403, 404, 415, 500],
});

export const listImportImageManifests = operation({
  id: 'list_import_image_manifests',
  method: 'GET',
  path: '/imports/images/{operation_id}/manifest',
  tag: 'Imports',
  may: 'listImageImports',
  since: '0.2',
  summary: 'List import image manifests',
  params: z.object({ operation_id: pathText }),
  replies: {
    200: ImportContentDigestList,
  },
  problems: [403, 500],
});

export const importImageManifest = operation({
  id: 'import_image_manifest',
  method: 'POST',
  path: '/imports/images/{operation_id}/manifest',
  tag: 'Imports',
  may: 'importImage',
  since: '0.2',
  summary: 'Import image manifest',
  params: z.object({ operation_id: pathText }),
  accepts: [
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.v2+json',
    'application/vnd.docker.distribution.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.v1+prettyjws',
  ],
  replies: {
    200: ImageImportContentResponse,
  },
  problems: [400, 403, 404, 415, 500],
});

export const listImportPackages = operation({
  id: 'list_import_packages',
  method: 'GET',
  path: '/imports/images/{operation_id}/packages',
  tag: 'Imports',
  may: 'listImageImports',
  since: '0.2',
  summary: 'List import packages',
  params: z.object({ operation_id: pathText }),
  replies: {
    200: ImportContentDigestList,
  },
  problems: [500],
});

export const importImagePackages = operation({
  id: 'import_image_packages',
  method: 'POST',
  path: '/imports/images/{operation_id}/packages',
  tag: 'Imports',
  may: 'importImage',
  since: '0.2',
  summary: 'Import image packages',
  params: z.object({ operation_id: pathText }),
  body: ImagePackageManifest,
  replies: {
    200: ImageImportContentResponse,
  },
  problems: [400, 403, 404, 415, 500],
});

export const listImportParentManifests = operation({
  id: 'list_import_parent_manifests',
  method: 'GET',
  path: '/imports/images/{operation_id}/parent-manifest',
  tag: 'Imports',
  may: 'listImageImports',
  since: '0.2',
  summary: 'List import parent manifests',
  params: z.object({ operation_id: pathText }),
  replies: {
    200: ImportContentDigestList,
  },
  problems: [403, 500],
});

export const importImageParentManifest = operation({
  id: 'import_image_parent_manifest',
  method: 'POST',
  path: '/imports/images/{operation_id}/parent-manifest',
  tag: 'Imports',
  may: 'importImage',
  since: '0.2',
  summary: 'Import image parent manifest',
  params: z.object({ operation_id: pathText }),
  accepts: ['application/vnd.docker.distribution.manifest.list.v2+json', 'application/vnd.oci.image.index.v1+json'],
  replies: {
    200: ImageImportContentResponse,
  },
  problems: [400, 403, 404, 415, 500],
});

export const listImportSecretSearches = operation({
  id: 'list_import_secret_searches',
  method: 'GET',
  path: '/imports/images/{operation_id}/secret-searches',
  tag: 'Imports',
  may: 'listImageImports',
  since: '0.2',
  summary: 'List import secret searches',
  params: z.object({ operation_id: pathText }),
  replies: {
    200: ImportContentDigestList,
  },
  problems: [403, 500],
});

export const importSecretSearches = operation({
  id: 'import_secret_searches',
  method: 'POST',
  path: '/imports/images/{operation_id}/secret-searches',
  tag: 'Imports',
  may: 'importImage',
  since: '0.2',
  summary: 'Import secret searches',
  params: z.object({ operation_id: pathText }),
  body: ImageImportContentSearchList,
  replies: {
    200: ImageImportContentResponse,
  },
  problems: [400, 403, 404, 415, 500],
});

export const importImageSbom = operation({
  id: 'import_image_sbom',
  method: 'POST',
  path: '/imports/images/{operation_id}/sbom',
  tag: 'Imports',
  may: 'importImage',
  since: '0.2',
  summary: 'Import image sbom',
  params: z.object({ operation_id: pathText }),
  replies: {
    200: ImageImportContentResponse,
  },
  problems: [500],
});

export const getOperation = operation({
  id: 'get_operation',
  method: 'GET',
  path: '/imports/images/{operation_id}',
  tag: 'Imports',
  may: 'listImageImports',
  since: '0.2',
  summary: 'Get operation',
  params: z.object({ operation_id: pathText }),
  replies: {
    200: ImageImportOperation,
  },
  problems: [403, 404, 500],
});

export const invalidateOperation = operation({
  id: 'invalidate_operation',
  method: 'DELETE',
  path: '/imports/images/{operation_id}',
  tag: 'Imports',
  may: 'importImage',
  since: '0.2',
  summary: 'Invalidate operation',
  params: z.object({ operation_id: pathText }),
  replies: {
    200: ImageImportOperation,
  },
  problems: [403, 404, 500],
});

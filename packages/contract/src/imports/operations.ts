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
  summary: 'List the import operations of the account, newest first.',
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
  summary: 'Begin an import: the parts of an image that was analyzed elsewhere are uploaded to it.',
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
  summary: 'List the digests of the uploaded results of content searches.',
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
  summary: 'Upload the results of content searches.',
  params: z.object({ operation_id: pathText }),
  body: ImageImportContentSearchList,
  ownBody: true,
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
  summary: 'List the digests of the uploaded Dockerfiles.',
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
  summary: 'Upload the Dockerfile of the image, as text.',
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
  summary: 'List the digests of the uploaded contents of files.',
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
  summary: 'Upload the contents of files of the image.',
  params: z.object({ operation_id: pathText }),
  body: ImageImportFileContentList,
  ownBody: true,
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
  summary: 'List the digests of the uploaded image configurations.',
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
  summary: 'Upload the configuration of the image.',
  params: z.object({ operation_id: pathText }),
  body: z.record(z.string(), z.unknown()),
  ownBody: true,
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
  summary: 'List the digests of the uploaded manifests.',
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
  summary: 'Upload the manifest of the image, as it is.',
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
  summary: 'List the digests of the uploaded SBOM documents.',
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
  summary: 'Upload the SBOM of the image: a Syft JSON document.',
  params: z.object({ operation_id: pathText }),
  body: ImagePackageManifest,
  ownBody: true,
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
  summary: 'List the digests of the uploaded indexes.',
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
  summary: 'Upload the index (manifest list) that the image was chosen from, as it is.',
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
  summary: 'List the digests of the uploaded results of secret searches.',
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
  summary: 'Upload the results of secret searches.',
  params: z.object({ operation_id: pathText }),
  body: ImageImportContentSearchList,
  ownBody: true,
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
  summary: 'Upload the SBOM of the image: a Syft, CycloneDX or SPDX document in JSON.',
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
  summary: 'Tell how far an import is.',
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
  summary: 'End an import before its time and drop what was uploaded to it.',
  params: z.object({ operation_id: pathText }),
  replies: {
    200: ImageImportOperation,
  },
  problems: [403, 404, 500],
});

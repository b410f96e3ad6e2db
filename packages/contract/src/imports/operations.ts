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

const params = z.object({ operation_id: pathText });

/** Listing what was uploaded of one kind. */
const listing = {
  method: 'GET',
  tag: 'Imports',
  may: 'listImageImports',
  since: '0.2',
  params,
  replies: { 200: ImportContentDigestList },
  problems: [403, 500],
} as const;

/** Uploading a part. */
const upload = {
  method: 'POST',
  tag: 'Imports',
  may: 'importImage',
  since: '0.2',
  params,
  replies: { 200: ImageImportContentResponse },
  problems: [400, 403, 404, 415, 500],
} as const;

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
  ...listing,
  path: '/imports/images/{operation_id}/content-searches',
  summary: 'List the digests of the uploaded results of content searches.',
});

export const importContentSearches = operation({
  id: 'import_content_searches',
  ...upload,
  path: '/imports/images/{operation_id}/content-searches',
  summary: 'Upload the results of content searches.',
  body: ImageImportContentSearchList,
  ownBody: true,
  problems: [400, 403, 404, 500],
});

export const listImportDockerfiles = operation({
  id: 'list_import_dockerfiles',
  ...listing,
  path: '/imports/images/{operation_id}/dockerfile',
  summary: 'List the digests of the uploaded Dockerfiles.',
});

export const importImageDockerfile = operation({
  id: 'import_image_dockerfile',
  ...upload,
  path: '/imports/images/{operation_id}/dockerfile',
  summary: 'Upload the Dockerfile of the image, as text.',
  accepts: ['text/plain'],
});

export const listImportFileContents = operation({
  id: 'list_import_file_contents',
  ...listing,
  path: '/imports/images/{operation_id}/file-contents',
  summary: 'List the digests of the uploaded contents of files.',
});

export const importFileContents = operation({
  id: 'import_file_contents',
  ...upload,
  path: '/imports/images/{operation_id}/file-contents',
  summary: 'Upload the contents of files of the image.',
  body: ImageImportFileContentList,
  ownBody: true,
});

export const listImportImageConfigs = operation({
  id: 'list_import_image_configs',
  ...listing,
  path: '/imports/images/{operation_id}/image-config',
  summary: 'List the digests of the uploaded image configurations.',
});

export const importImageConfig = operation({
  id: 'import_image_config',
  ...upload,
  path: '/imports/images/{operation_id}/image-config',
  summary: 'Upload the configuration of the image.',
  body: z.record(z.string(), z.unknown()),
  ownBody: true,
});

export const listImportImageManifests = operation({
  id: 'list_import_image_manifests',
  ...listing,
  path: '/imports/images/{operation_id}/manifest',
  summary: 'List the digests of the uploaded manifests.',
});

export const importImageManifest = operation({
  id: 'import_image_manifest',
  ...upload,
  path: '/imports/images/{operation_id}/manifest',
  summary: 'Upload the manifest of the image, as it is.',
  accepts: [
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.v2+json',
    'application/vnd.docker.distribution.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.v1+prettyjws',
  ],
});

export const listImportPackages = operation({
  id: 'list_import_packages',
  ...listing,
  path: '/imports/images/{operation_id}/packages',
  summary: 'List the digests of the uploaded SBOM documents.',
  problems: [500],
});

export const importImagePackages = operation({
  id: 'import_image_packages',
  ...upload,
  path: '/imports/images/{operation_id}/packages',
  summary: 'Upload the SBOM of the image: a Syft JSON document.',
  body: ImagePackageManifest,
  ownBody: true,
});

export const listImportParentManifests = operation({
  id: 'list_import_parent_manifests',
  ...listing,
  path: '/imports/images/{operation_id}/parent-manifest',
  summary: 'List the digests of the uploaded indexes.',
});

export const importImageParentManifest = operation({
  id: 'import_image_parent_manifest',
  ...upload,
  path: '/imports/images/{operation_id}/parent-manifest',
  summary: 'Upload the index (manifest list) that the image was chosen from, as it is.',
  accepts: ['application/vnd.docker.distribution.manifest.list.v2+json', 'application/vnd.oci.image.index.v1+json'],
});

export const listImportSecretSearches = operation({
  id: 'list_import_secret_searches',
  ...listing,
  path: '/imports/images/{operation_id}/secret-searches',
  summary: 'List the digests of the uploaded results of secret searches.',
});

export const importSecretSearches = operation({
  id: 'import_secret_searches',
  ...upload,
  path: '/imports/images/{operation_id}/secret-searches',
  summary: 'Upload the results of secret searches.',
  body: ImageImportContentSearchList,
  ownBody: true,
});

export const importImageSbom = operation({
  id: 'import_image_sbom',
  ...upload,
  path: '/imports/images/{operation_id}/sbom',
  summary: 'Upload the SBOM of the image: a Syft, CycloneDX or SPDX document in JSON.',
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
  params,
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
  params,
  replies: {
    200: ImageImportOperation,
  },
  problems: [403, 404, 500],
});

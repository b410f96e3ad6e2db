import { z } from 'zod';
import { bytes, empty, operation, pathText } from '../common/index.ts';
import {
  ContentFilesResponse,
  ContentJavaPackageResponse,
  ContentMalwareResponse,
  ContentPackageResponse,
  FileContentSearchList,
  ImageContentSummary,
  LicenseReviewResponse,
  MetadataResponse,
  RetrievedFileList,
  SecretSearchList,
} from './models.ts';

export const listFileContentSearchResults = operation({
  id: 'list_file_content_search_results',
  method: 'GET',
  path: '/images/{image_digest}/artifacts/file-content-search',
  tag: 'Images',
  may: 'getImageContent',
  since: '0.2',
  summary: 'Lines of files that the content search of the analysis matched',
  params: z.object({ image_digest: pathText }),
  replies: {
    200: FileContentSearchList,
  },
  problems: [400, 403, 404, 500],
});

export const listRetrievedFiles = operation({
  id: 'list_retrieved_files',
  method: 'GET',
  path: '/images/{image_digest}/artifacts/retrieved-files',
  tag: 'Images',
  may: 'getImageContent',
  since: '0.2',
  summary: 'Files that the analysis kept whole, in base64',
  params: z.object({ image_digest: pathText }),
  replies: {
    200: RetrievedFileList,
  },
  problems: [400, 403, 404, 500],
});

export const listSecretSearchResults = operation({
  id: 'list_secret_search_results',
  method: 'GET',
  path: '/images/{image_digest}/artifacts/secret-search',
  tag: 'Images',
  may: 'getImageContent',
  since: '0.2',
  summary: 'Lines of files that look like secrets; only where they are, never what they say',
  params: z.object({ image_digest: pathText }),
  replies: {
    200: SecretSearchList,
  },
  problems: [400, 403, 404, 500],
});

export const listImageContent = operation({
  id: 'list_image_content',
  method: 'GET',
  path: '/images/{image_digest}/content',
  tag: 'Images',
  may: 'getImageContent',
  since: '0.2',
  summary: 'The types of content that can be asked for',
  params: z.object({ image_digest: pathText }),
  replies: {
    200: z.array(z.string()),
  },
  problems: [400, 403, 404, 500],
});

export const getImageContentSummary = operation({
  id: 'get_image_content_summary',
  method: 'GET',
  path: '/images/{image_digest}/content-summary',
  tag: 'Images',
  may: 'getImageContent',
  since: '0.2',
  summary: 'How many packages the image has, by type of content',
  params: z.object({ image_digest: pathText }),
  replies: {
    200: ImageContentSummary,
  },
  problems: [400, 403, 404, 500],
});

export const getImageContentByTypeFiles = operation({
  id: 'get_image_content_by_type_files',
  method: 'GET',
  path: '/images/{image_digest}/content/files',
  tag: 'Images',
  may: 'getImageContent',
  since: '0.2',
  summary: 'The files of an image, when its analysis listed them',
  params: z.object({ image_digest: pathText }),
  replies: {
    200: ContentFilesResponse,
  },
  problems: [400, 403, 404, 500],
});

export const getImageContentByTypeMalware = operation({
  id: 'get_image_content_by_type_malware',
  method: 'GET',
  path: '/images/{image_digest}/content/malware',
  tag: 'Images',
  may: 'getImageContent',
  since: '0.2',
  summary: 'What the malware scan found; enabled is false when there was none',
  params: z.object({ image_digest: pathText }),
  replies: {
    200: ContentMalwareResponse,
  },
  problems: [400, 403, 404, 500],
});

export const getImageContentByTypeJavaPackage = operation({
  id: 'get_image_content_by_type_java_package',
  method: 'GET',
  path: '/images/{image_digest}/content/java',
  tag: 'Images',
  may: 'getImageContent',
  since: '0.2',
  summary: 'The Java archives of an image',
  params: z.object({ image_digest: pathText }),
  replies: {
    200: ContentJavaPackageResponse,
  },
  problems: [400, 403, 404, 500],
});

export const getImageContentByTypeLicense = operation({
  id: 'get_image_content_by_type_license',
  method: 'GET',
  path: '/images/{image_digest}/content/licenses',
  tag: 'Images',
  may: 'getImageContent',
  since: '0.2',
  summary: 'The licences of every package, as its metadata states them',
  params: z.object({ image_digest: pathText }),
  replies: {
    200: LicenseReviewResponse,
  },
  problems: [400, 403, 404, 500],
});

export const getImageContentByType = operation({
  id: 'get_image_content_by_type',
  method: 'GET',
  path: '/images/{image_digest}/content/{content_type}',
  tag: 'Images',
  may: 'getImageContent',
  since: '0.2',
  summary: 'The packages of one type: os, or a language ecosystem such as npm',
  params: z.object({ image_digest: pathText, content_type: pathText }),
  replies: {
    200: ContentPackageResponse,
  },
  problems: [400, 403, 404, 500],
});

export const listImageMetadata = operation({
  id: 'list_image_metadata',
  method: 'GET',
  path: '/images/{image_digest}/metadata',
  tag: 'Images',
  may: 'getImageContent',
  since: '0.2',
  summary: 'The types of metadata that can be asked for',
  params: z.object({ image_digest: pathText }),
  replies: {
    200: z.array(z.string()),
  },
  problems: [400, 403, 404, 500],
});

export const getImageMetadataByType = operation({
  id: 'get_image_metadata_by_type',
  method: 'GET',
  path: '/images/{image_digest}/metadata/{metadata_type}',
  tag: 'Images',
  may: 'getImageContent',
  since: '0.2',
  summary: 'One piece of metadata, in base64: manifest, docker_history or dockerfile',
  params: z.object({ image_digest: pathText, metadata_type: pathText }),
  replies: {
    200: MetadataResponse,
  },
  problems: [400, 403, 404, 500],
});

export const getImageSbomCyclonedxJson = operation({
  id: 'get_image_sbom_cyclonedx_json',
  method: 'GET',
  path: '/images/{image_digest}/sboms/cyclonedx-json',
  tag: 'Images',
  may: 'getImageSbom',
  since: '0.2',
  summary: 'The SBOM as CycloneDX 1.6 in JSON',
  params: z.object({ image_digest: pathText }),
  replies: {
    200: bytes('application/json'),
    304: empty,
  },
  problems: [400, 403, 404, 500],
});

export const getImageSbomNativeJson = operation({
  id: 'get_image_sbom_native_json',
  method: 'GET',
  path: '/images/{image_digest}/sboms/native-json',
  tag: 'Images',
  may: 'getImageSbom',
  since: '0.2',
  summary: 'The SBOM in the native format, which Syft and Grype read',
  params: z.object({ image_digest: pathText }),
  replies: {
    200: bytes('application/json'),
    304: empty,
  },
  problems: [400, 403, 404, 500],
});

export const getImageSbomSpdxJson = operation({
  id: 'get_image_sbom_spdx_json',
  method: 'GET',
  path: '/images/{image_digest}/sboms/spdx-json',
  tag: 'Images',
  may: 'getImageSbom',
  since: '0.2',
  summary: 'The SBOM as SPDX 2.3 in JSON',
  params: z.object({ image_digest: pathText }),
  replies: {
    200: bytes('application/json'),
    304: empty,
  },
  problems: [400, 403, 404, 500],
});

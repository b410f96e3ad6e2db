import {
  getImageContentByType,
  getImageContentByTypeFiles,
  getImageContentByTypeJavaPackage,
  getImageContentByTypeLicense,
  getImageContentByTypeMalware,
  getImageContentSummary,
  getImageMetadataByType,
  getImageSbomCyclonedxJson,
  getImageSbomNativeJson,
  getImageSbomSpdxJson,
  listFileContentSearchResults,
  listImageContent,
  listImageMetadata,
  listRetrievedFiles,
  listSecretSearchResults,
} from '@gantry/contract/content';
import { importedDigest } from '../material.ts';
import { refused, row } from '../row.ts';
import { aboutImage, imageMissing, noSuchImage, ofImage } from './of-image.ts';

const whole = { ask: aboutImage, bad: noSuchImage, other: imageMissing };

/** What images are made of. */
export const contentRows = [
  ...[
    listImageContent,
    getImageContentSummary,
    getImageContentByTypeFiles,
    getImageContentByTypeJavaPackage,
    getImageContentByTypeLicense,
    getImageContentByTypeMalware,
    listImageMetadata,
    getImageSbomCyclonedxJson,
    getImageSbomNativeJson,
    getImageSbomSpdxJson,
  ].map((operation) => row(operation, whole)),
  ...[listFileContentSearchResults, listRetrievedFiles, listSecretSearchResults].map((operation) =>
    row(operation, { ...whole, ask: () => ({ params: { image_digest: importedDigest } }) }),
  ),
  row(getImageContentByType, {
    ask: ofImage({ content_type: 'npm' }),
    bad: refused({ params: { content_type: 'odd' } }, 'CONTENT_TYPE_UNKNOWN', 404),
    other: imageMissing,
  }),
  row(getImageMetadataByType, {
    ask: ofImage({ metadata_type: 'manifest' }),
    bad: refused({ params: { metadata_type: 'odd' } }, 'CONTENT_METADATA_UNKNOWN', 404),
    other: imageMissing,
  }),
];

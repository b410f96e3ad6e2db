import { createHash } from 'node:crypto';
import { getImagePolicyCheckByDigest } from '@gantry/contract/evaluations';
import {
  addImage,
  deleteImage,
  deleteImagesAsync,
  getImage,
  getImageAncestors,
  listImages,
} from '@gantry/contract/images';
import { summaryImageCounts, summaryImageTags } from '@gantry/contract/summaries';
import {
  getImageVulnerabilitiesByDigest,
  getImageVulnerabilitiesByDigestCyclonedxJson,
  getImageVulnerabilitiesByDigestCyclonedxXml,
  getImageVulnerabilityTypes,
} from '@gantry/contract/vulnerabilities';
import { addImage as insertImage } from '../../../testing/index.ts';
import { refused, row } from '../row.ts';
import type { World } from '../world.ts';
import { aboutImage, imageMissing, noSuchImage, ofImage } from './of-image.ts';

/** An image that may go. */
async function someImage(world: World): Promise<string> {
  const name = world.name('image');
  const digest = `sha256:${createHash('sha256').update(name).digest('hex')}`;
  await insertImage(world.platform, { account: 'team-a', digest, tag: `r.example/${name}:1` });
  return digest;
}

const allVulnerabilities = ofImage({ vuln_type: 'all' });
const oddType = refused({ params: { vuln_type: 'odd' } }, 'VULNERABILITIES_TYPE_UNKNOWN');

/** The catalogue of images, and what is found in them. */
export const imageRows = [
  row(addImage, {
    ask: ({ registry }) => ({ json: { source: { tag: { pull_string: `${registry.host}/other:1` } } } }),
    bad: refused({ json: { source: {} } }, 'IMAGE_SOURCE_MISSING'),
  }),
  row(listImages, {
    ask: ({ tag }) => ({ query: { full_tag: tag } }),
    mark: ({ digest }) => digest,
    bad: refused({ query: { analysis_status: 'odd' } }),
  }),
  row(getImage, { ask: aboutImage, bad: noSuchImage, other: imageMissing }),
  row(getImageAncestors, { ask: aboutImage, bad: noSuchImage, other: imageMissing }),
  row(deleteImage, {
    ask: async (world) => ({ params: { image_digest: await someImage(world) } }),
    bad: noSuchImage,
    other: imageMissing,
  }),
  row(deleteImagesAsync, {
    ask: async (world) => ({ query: { image_digests: `${await someImage(world)},${await someImage(world)}` } }),
    bad: refused({ query: { image_digests: 'no digest' } }, 'IMAGE_DIGEST_INVALID'),
  }),
  row(summaryImageTags, {
    ask: () => ({ query: { limit: '5', order_by: 'created_at' } }),
    mark: ({ digest }) => digest,
    bad: refused({ query: { order_by: 'odd' } }),
  }),
  row(summaryImageCounts, { ask: () => ({ query: {} }), bad: refused({ query: { image_status: 'odd' } }) }),
  row(getImagePolicyCheckByDigest, {
    ask: (world) => ({ ...aboutImage(world), query: { tag: world.tag, detail: 'true' } }),
    bad: refused({ query: {} }),
    other: imageMissing,
  }),
  row(getImageVulnerabilityTypes, { ask: aboutImage, bad: noSuchImage, other: imageMissing }),
  row(getImageVulnerabilitiesByDigest, { ask: allVulnerabilities, bad: oddType, other: imageMissing }),
  row(getImageVulnerabilitiesByDigestCyclonedxJson, { ask: allVulnerabilities, bad: oddType, other: imageMissing }),
  row(getImageVulnerabilitiesByDigestCyclonedxXml, { ask: allVulnerabilities, bad: oddType, other: imageMissing }),
];

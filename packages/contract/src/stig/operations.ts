import { z } from 'zod';
import { bytes, empty, operation, pathText } from '../common/index.ts';
import { FeatureList, STIGMetadataResponse, STIGMetadataResponseList } from './models.ts';

const ofImage = { image_digest: pathText };
const ofEvaluation = { ...ofImage, evaluation_uuid: pathText };

const upload = z.object({
  stig_profile: z.string().optional().meta({ description: 'absent: the name that the document gives' }),
  // The reference leaves it out of what is required; a form without it is refused with a code.
  file: z.string().optional().meta({ format: 'binary', description: 'HDF JSON, or XCCDF results' }),
});

export const listImageStig = operation({
  id: 'list_image_stig',
  method: 'GET',
  path: '/images/{image_digest}/stig',
  tag: 'Images',
  may: 'getImage',
  since: '0.3',
  summary: 'The STIG results that are stored with an image, newest first',
  params: z.object(ofImage),
  replies: { 200: STIGMetadataResponseList },
  problems: [400, 403, 404, 500],
});

export const postImageStig = operation({
  id: 'post_image_stig',
  method: 'POST',
  path: '/images/{image_digest}/stig',
  tag: 'Images',
  may: 'updateImageEvidence',
  since: '0.3',
  summary: 'Store what a STIG scanner said of an image',
  params: z.object(ofImage),
  multipart: upload,
  replies: { 201: STIGMetadataResponse },
  problems: [400, 403, 404, 415, 500],
});

export const putImageStig = operation({
  id: 'put_image_stig',
  method: 'PUT',
  path: '/images/{image_digest}/stig/{evaluation_uuid}',
  tag: 'Images',
  may: 'updateImageEvidence',
  since: '0.3',
  summary: 'Replace stored STIG results by newer ones',
  params: z.object(ofEvaluation),
  multipart: upload,
  replies: { 201: STIGMetadataResponse },
  problems: [400, 403, 404, 415, 500],
});

export const deleteImageStig = operation({
  id: 'delete_image_stig',
  method: 'DELETE',
  path: '/images/{image_digest}/stig/{evaluation_uuid}',
  tag: 'Images',
  may: 'updateImageEvidence',
  since: '0.3',
  summary: 'Delete stored STIG results',
  params: z.object(ofEvaluation),
  replies: { 204: empty },
  problems: [400, 403, 404, 500],
});

export const getImageStig = operation({
  id: 'get_image_stig',
  method: 'GET',
  path: '/images/{image_digest}/stig/{evaluation_uuid}/file',
  tag: 'Images',
  may: 'getImage',
  since: '0.3',
  summary: 'STIG results as they were uploaded',
  params: z.object(ofEvaluation),
  replies: { 200: bytes('application/json') },
  problems: [400, 403, 404, 500],
});

export const getStigEntitlement = operation({
  id: 'get_stig_entitlement',
  method: 'GET',
  path: '/system/stig-entitlement',
  tag: 'System',
  may: 'signed-in',
  since: '0.3',
  summary: 'Which STIG functions there are; Gantry stores results of images, and has no licence keys',
  replies: { 200: FeatureList },
  problems: [500],
});

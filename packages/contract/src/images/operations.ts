import { z } from 'zod';
import { dateTime, operation, pathText, queryBoolean, queryList } from '../common/index.ts';
import {
  DeleteImageResponse,
  DeleteImageResponseList,
  Image,
  ImageAnalysisRequest,
  ImageAncestry,
  ImageList,
} from './models.ts';

export const listImages = operation({
  id: 'list_images',
  method: 'GET',
  path: '/images',
  tag: 'Images',
  may: 'listImages',
  since: '0.2',
  summary: 'List the images of the account',
  query: z.object({
    image_id: z.string().optional(),
    history: queryBoolean.optional(),
    full_tag: z.string().optional(),
    image_status: z.enum(['all', 'active', 'deleting']).default('active'),
    analysis_status: z.enum(['not_analyzed', 'analyzed', 'analyzing', 'analysis_failed']).optional(),
    analyzed_since: dateTime.optional(),
  }),
  replies: {
    200: ImageList,
  },
  problems: [400, 403, 404, 500],
});

export const addImage = operation({
  id: 'add_image',
  method: 'POST',
  path: '/images',
  tag: 'Images',
  may: 'createImage',
  since: '0.2',
  summary: 'Add an image: pulled by the server, or uploaded before; the analysis follows',
  query: z.object({
    force: queryBoolean.optional(),
    auto_subscribe: queryBoolean.optional(),
  }),
  body: ImageAnalysisRequest,
  replies: {
    200: Image,
  },
  problems: [400, 403, 500],
});

export const deleteImagesAsync = operation({
  id: 'delete_images_async',
  method: 'DELETE',
  path: '/images',
  tag: 'Images',
  may: 'deleteImage',
  since: '0.2',
  summary: 'Delete images by their digests; each one gets a line of its own in the reply',
  query: z.object({
    image_digests: queryList,
    force: queryBoolean.optional(),
  }),
  replies: {
    200: DeleteImageResponseList,
  },
  problems: [400, 403, 500],
});

export const getImageAncestors = operation({
  id: 'get_image_ancestors',
  method: 'GET',
  path: '/images/{image_digest}/ancestors',
  tag: 'Images',
  may: 'getImageAncestors',
  since: '0.2',
  summary:
    'List the images whose layers are the first layers of this one; the first is the one that `base_digest=auto` compares with.',
  params: z.object({ image_digest: pathText }),
  replies: {
    200: ImageAncestry,
  },
  problems: [400, 403, 404, 500],
});

export const getImage = operation({
  id: 'get_image',
  method: 'GET',
  path: '/images/{image_digest}',
  tag: 'Images',
  may: 'getImage',
  since: '0.2',
  summary: 'Get an image with its tags and the history of its analysis.',
  params: z.object({ image_digest: pathText }),
  replies: {
    200: Image,
  },
  problems: [400, 403, 404, 500],
});

export const deleteImage = operation({
  id: 'delete_image',
  method: 'DELETE',
  path: '/images/{image_digest}',
  tag: 'Images',
  may: 'deleteImage',
  since: '0.2',
  summary:
    'Delete an image with all that is known of it. The newest image of a tag with active subscriptions needs `force`.',
  params: z.object({ image_digest: pathText }),
  query: z.object({
    force: queryBoolean.optional(),
  }),
  replies: {
    200: DeleteImageResponse,
  },
  problems: [400, 403, 404, 500],
});

import { z } from 'zod';
import { dateTime, operation, queryBoolean, queryInteger, queryListOf } from '../common/index.ts';
import { ImageSummaryCounts, ImageTagSummaryList } from './models.ts';

export const summaryImageTags = operation({
  id: 'summary_image_tags',
  method: 'GET',
  path: '/summaries/image-tags',
  tag: 'Images',
  may: 'listImages',
  since: '0.2',
  summary: 'List tags with the images that they name or named: filtered, sorted, in pages.',
  query: z.object({
    image_status: queryListOf(z.enum(['all', 'active', 'deleting'])).default(['active']),
    analysis_status: queryListOf(z.enum(['all', 'analyzed', 'not_analyzed', 'analysis_failed', 'analyzing'])).default([
      'all',
    ]),
    analyzed_since: dateTime.optional(),
    registry: z.string().optional(),
    repository: z.string().optional(),
    tag: z.string().optional(),
    runtime: queryBoolean.optional(),
    order_by: queryListOf(
      z.enum([
        'image_digest',
        'parent_digest',
        'analysis_status',
        'created_at',
        'image_id',
        'analyzed_at',
        'tag_detected_at',
        'image_status',
        'analysis_status',
        'full_tag',
      ]),
    ).optional(),
    order_by_descending: queryListOf(queryBoolean).optional(),
    filter: z.string().optional(),
    limit: queryInteger.optional(),
    page: queryInteger.default(1),
  }),
  replies: {
    200: ImageTagSummaryList,
  },
  problems: [400, 403, 500],
});

export const summaryImageCounts = operation({
  id: 'summary_image_counts',
  method: 'GET',
  path: '/summaries/image-counts',
  tag: 'Images',
  may: 'listImages',
  since: '0.2',
  summary: 'Count the images of the account by the state of their analysis.',
  query: z.object({
    image_status: queryListOf(z.enum(['all', 'active', 'deleting'])).default(['active']),
    registry: z.string().optional(),
    repo: z.string().optional(),
  }),
  replies: {
    200: ImageSummaryCounts,
  },
  problems: [400, 403, 500],
});

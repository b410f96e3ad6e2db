import { z } from 'zod';
import { model } from '../common/index.ts';

export const ImageSummaryCounts = model(
  'ImageSummaryCounts',
  z.object({
    tags: z.int().optional(),
    images: z.int().optional(),
    analyzed: z.int().optional(),
    analyzing: z.int().optional(),
    pending: z.int().optional(),
    failed: z.int().optional(),
  }),
);
export type ImageSummaryCounts = z.infer<typeof ImageSummaryCounts>;

export const ImageTagSummary = model(
  'ImageTagSummary',
  z.object({
    image_digest: z.string().optional(),
    parent_digest: z.string().optional(),
    image_id: z.string().optional(),
    analysis_status: z.string().optional(),
    full_tag: z.string().optional(),
    created_at: z.int().optional(),
    analyzed_at: z.int().optional(),
    tag_detected_at: z.int().optional(),
    image_status: z.string().optional(),
  }),
);
export type ImageTagSummary = z.infer<typeof ImageTagSummary>;

export const ImageTagSummaryList = model(
  'ImageTagSummaryList',
  z.object({
    items: z.array(ImageTagSummary).optional(),
    total_rows: z.int().optional(),
  }),
);
export type ImageTagSummaryList = z.infer<typeof ImageTagSummaryList>;

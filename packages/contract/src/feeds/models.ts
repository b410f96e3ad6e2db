import { z } from 'zod';
import { dateTime, model } from '../common/index.ts';

export const FeedDataRecord = model(
  'FeedDataRecord',
  z.object({
    id: z.string().optional(),
    name: z.string().optional(),
    dataset: z.string().optional(),
    data_format: z.string().optional(),
    checksum: z.string().optional(),
    version: z.string().optional(),
    data_service_built_at: dateTime.optional(),
    enterprise_received_at: dateTime.optional(),
    built_at: dateTime.optional(),
    created_at: dateTime.optional(),
    updated_at: dateTime.optional(),
  }),
);
export type FeedDataRecord = z.infer<typeof FeedDataRecord>;

export const FeedGroupMetadata = model(
  'FeedGroupMetadata',
  z.object({
    name: z.string().optional(),
    data_service_built_at: dateTime.optional(),
    enterprise_received_at: dateTime.optional(),
    created_at: dateTime.optional(),
    last_sync: dateTime.optional(),
    record_count: z.int().optional(),
    enabled: z.boolean().optional(),
  }),
);
export type FeedGroupMetadata = z.infer<typeof FeedGroupMetadata>;

export const FeedMetadata = model(
  'FeedMetadata',
  z.object({
    name: z.string().optional(),
    version: z.string().optional(),
    created_at: dateTime.optional(),
    updated_at: dateTime.optional(),
    data_service_built_at: dateTime.optional(),
    enterprise_received_at: dateTime.optional(),
    groups: z.array(FeedGroupMetadata).optional(),
    last_full_sync: dateTime.optional(),
    enabled: z.boolean().optional(),
    dataset_name: z.string().optional(),
    dataset_checksum: z.string().optional(),
  }),
);
export type FeedMetadata = z.infer<typeof FeedMetadata>;

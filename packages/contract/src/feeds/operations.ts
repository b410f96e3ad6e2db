import { z } from 'zod';
import { dateTime, empty, operation, pathText, queryBoolean } from '../common/index.ts';
import { FeedDataRecord, FeedMetadata } from './models.ts';

export const getSystemFeeds = operation({
  id: 'get_system_feeds',
  method: 'GET',
  path: '/system/feeds',
  tag: 'System',
  may: 'getFeeds',
  since: '0.2',
  summary: 'Get system feeds',
  replies: {
    200: z.array(FeedMetadata),
  },
  problems: [500],
});

export const postSystemFeeds = operation({
  id: 'post_system_feeds',
  method: 'POST',
  path: '/system/feeds',
  tag: 'System',
  may: 'syncFeeds',
  since: '0.2',
  summary: 'Post system feeds',
  query: z.object({
    force_sync: queryBoolean.optional(),
  }),
  replies: {
    200: z.object({
      message: z.string().optional(),
    }),
  },
  problems: [400, 403, 500],
});

export const toggleFeedEnabled = operation({
  id: 'toggle_feed_enabled',
  method: 'PUT',
  path: '/system/feeds/{feed}',
  tag: 'System',
  may: 'updateFeeds',
  since: '0.2',
  summary: 'Toggle feed enabled',
  deprecated: true,
  params: z.object({ feed: pathText }),
  query: z.object({
    enabled: queryBoolean,
  }),
  replies: {
    200: FeedMetadata,
  },
  problems: [400, 403, 500, 501],
});

export const getSystemFeed = operation({
  id: 'get_system_feed',
  method: 'GET',
  path: '/system/feeds/{feed}',
  tag: 'System',
  may: 'getFeeds',
  since: '0.2',
  summary: 'Get system feed',
  params: z.object({ feed: pathText }),
  query: z.object({
    version: z.string(),
  }),
  replies: {
    200: FeedDataRecord,
  },
  problems: [400, 403, 500],
});

export const uploadSystemFeed = operation({
  id: 'upload_system_feed',
  method: 'POST',
  path: '/system/feeds/{feed}',
  tag: 'System',
  may: 'updateFeeds',
  since: '0.2',
  summary: 'Upload system feed',
  params: z.object({ feed: pathText }),
  query: z.object({
    version: z.string(),
    built: dateTime,
    checksum: z.string(),
  }),
  multipart: z.object({
    file: z.string().optional(),
  }),
  replies: {
    202: empty,
  },
  problems: [400, 403, 415, 500],
});

export const deleteFeed = operation({
  id: 'delete_feed',
  method: 'DELETE',
  path: '/system/feeds/{feed}',
  tag: 'System',
  may: 'updateFeeds',
  since: '0.2',
  summary: 'Delete feed',
  deprecated: true,
  params: z.object({ feed: pathText }),
  replies: {
    200: empty,
  },
  problems: [403, 404, 500, 501],
});

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
  summary: 'List the advisory feeds: what each holds, how old it is, when it was synced',
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
  summary: 'Sync the feeds in the background: from the network, the mirror, or what was uploaded',
  query: z.object({
    force_sync: queryBoolean.optional().meta({ description: 'also when the last sync was a moment ago' }),
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
  summary: 'Switch the syncing of a feed on or off',
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
  summary: 'Get the facts of a loaded data set by its name and version',
  params: z.object({ feed: pathText }),
  query: z.object({
    version: z.string().meta({ description: 'the version of the data set, or `latest`' }),
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
  summary: 'Upload a feed by hand: a zip of OSV records, or the catalogue of exploited vulnerabilities',
  params: z.object({ feed: pathText }),
  query: z.object({
    version: z.string(),
    built: dateTime,
    checksum: z
      .string()
      .meta({ description: 'SHA-256 or SHA-512 of the file in hex, with or without `sha256:` in front' }),
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
  summary: 'Delete an uploaded feed: the next sync reads the network or the mirror again',
  deprecated: true,
  params: z.object({ feed: pathText }),
  replies: {
    200: empty,
  },
  problems: [403, 404, 500, 501],
});

import { z } from 'zod';
import { operation, queryBoolean, SubscriptionList } from '../common/index.ts';

export const addRepository = operation({
  id: 'add_repository',
  method: 'POST',
  path: '/repositories',
  tag: 'Repository',
  may: 'createRepository',
  since: '0.2',
  summary: 'Add all tags of a repository and watch it for new ones',
  query: z.object({
    repository: z.string(),
    auto_subscribe: queryBoolean.optional(),
    dry_run: queryBoolean.optional(),
    exclude_existing_tags: queryBoolean.optional(),
  }),
  replies: {
    200: SubscriptionList,
  },
  problems: [400, 403, 500],
});

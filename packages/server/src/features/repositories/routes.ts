import { addRepository } from '@gantry/contract/repositories';
import { toTimestamp } from '../../kernel/clock/index.ts';
import { type Route, reply, route } from '../../kernel/http/index.ts';
import type { Registries } from '../registries/ports.ts';
import type { Subscriptions } from '../subscriptions/ports.ts';
import { repositoryName, repositoryTags } from './service.ts';

/** What the operation needs. */
export interface RepositoryParts {
  readonly registries: Registries;
  readonly subscriptions: Subscriptions;
}

/** The operation on repositories. The reply is the subscription; its value tells the tags that are there now. */
export function repositoryRoutes({ registries, subscriptions }: RepositoryParts): readonly Route[] {
  return [
    route(addRepository, async ({ scope, query, signal }) => {
      const repository = repositoryName(query.repository.trim());
      const settings = {
        auto_subscribe: query.auto_subscribe === true,
        exclude_existing_tags: query.exclude_existing_tags === true,
      };
      const { tags } = await repositoryTags(registries, scope, { repository, signal });
      const shown = {
        subscription_key: repository,
        subscription_type: 'repo_update',
        subscription_value: JSON.stringify({ ...settings, repotags: tags, tagcount: tags.length }),
        account_name: scope.account,
      };
      if (query.dry_run === true) return reply(addRepository, 200, [{ ...shown, active: false }]);
      const row = await subscriptions.watchRepository(scope, {
        repository,
        autoSubscribe: settings.auto_subscribe,
        excludeExisting: settings.exclude_existing_tags,
        tags,
      });
      const times = { created_at: toTimestamp(row.created_at), last_updated: toTimestamp(row.last_updated) };
      return reply(addRepository, 200, [{ ...shown, active: row.active, subscription_id: row.id, ...times }]);
    }),
  ];
}

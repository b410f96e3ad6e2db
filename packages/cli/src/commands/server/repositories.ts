import type { Client } from '@gantry/contract/client';
import { addRepository } from '@gantry/contract/repositories';
import {
  deleteSubscription,
  getSubscription,
  listSubscriptions,
  updateSubscription,
} from '@gantry/contract/subscriptions';
import { fullRepository } from '../../server/reference.ts';
import { findSubscription, repositoryType } from '../../server/subscriptions.ts';
import { flag, truth } from '../../settings/option.ts';
import { subscriptionView as view } from './subscriptions.ts';
import { doing, nameOf, showing } from './verbs.ts';

/** `gantry repo add REPO`: adds the tags that are there and watches for new ones. */
export const add = showing(addRepository, {
  ask: (client, call) =>
    client.call(addRepository, {
      query: {
        repository: fullRepository(nameOf(call)),
        auto_subscribe: truth(call.options, 'autoSubscribe'),
        dry_run: flag(call.options, 'dryRun'),
        exclude_existing_tags: flag(call.options, 'excludeExistingTags'),
      },
    }),
  items: (reply) => reply,
  view,
});

/** `gantry repo list` */
export const list = showing(listSubscriptions, {
  ask: (client) => client.call(listSubscriptions, { query: { subscription_type: repositoryType } }),
  items: (reply) => reply,
  view,
});

/** `gantry repo get REPO` */
export const get = showing(getSubscription, {
  ask: async (client, call) =>
    client.call(getSubscription, { params: { subscription_id: await idOf(client, nameOf(call)) } }),
  items: (reply) => reply,
  view: { ...view, lines: true },
});

/** `gantry repo watch REPO` */
export const watch = watching(true);

/** `gantry repo unwatch REPO` */
export const unwatch = watching(false);

/** `gantry repo delete REPO...`: the images that came of it stay. */
export const remove = doing({
  word: 'deleted',
  act: async (client, { args }) => {
    for (const repository of args)
      await client.call(deleteSubscription, { params: { subscription_id: await idOf(client, repository) } });
    return args;
  },
});

function watching(active: boolean) {
  return showing(updateSubscription, {
    ask: async (client, call) => {
      const params = { subscription_id: await idOf(client, nameOf(call)) };
      return client.call(updateSubscription, { params, body: { active } });
    },
    items: (reply) => reply,
    view,
  });
}

async function idOf(client: Client, repository: string): Promise<string> {
  return (await findSubscription(client, repository, repositoryType)).subscription_id ?? '';
}

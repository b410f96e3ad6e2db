import type { Client } from '@gantry/contract/client';
import type { Subscription } from '@gantry/contract/common';
import {
  addSubscription,
  deleteSubscription,
  getSubscription,
  listSubscriptions,
  updateSubscription,
} from '@gantry/contract/subscriptions';
import type { View } from '../../render/answer.ts';
import { findSubscription, keysFor, trySubscription } from '../../server/subscriptions.ts';
import { text } from '../../settings/option.ts';
import type { Call } from '../command.ts';
import { doing, showing } from './verbs.ts';

/** How subscriptions are shown. */
export const subscriptionView: View<Subscription> = {
  fields: [
    { title: 'Key', of: (item) => item.subscription_key },
    { title: 'Type', of: (item) => item.subscription_type },
    { title: 'Active', of: (item) => item.active },
    { title: 'Created', of: (item) => item.created_at },
    { title: 'ID', of: (item) => item.subscription_id },
  ],
  id: (item) => item.subscription_id,
};

/** `gantry subscription list` */
export const list = showing(listSubscriptions, {
  ask: (client, { options }) =>
    client.call(listSubscriptions, {
      query: { subscription_key: text(options, 'key'), subscription_type: text(options, 'type') },
    }),
  items: (reply) => reply,
  view: subscriptionView,
});

/** `gantry subscription get KEY TYPE` */
export const get = showing(getSubscription, {
  ask: async (client, call) => client.call(getSubscription, { params: { subscription_id: await idOf(client, call) } }),
  items: (reply) => reply,
  view: { ...subscriptionView, lines: true },
});

/** `gantry subscription activate KEY TYPE`: makes it when there is none. */
export const activate = showing(updateSubscription, {
  ask: async (client, { args: [key = '', type = ''] }) => {
    const known = (await trySubscription(client, key, type)) ?? (await make(client, key, type));
    const params = { subscription_id: known?.subscription_id ?? '' };
    return client.call(updateSubscription, { params, body: { active: true } });
  },
  items: (reply) => reply,
  view: subscriptionView,
});

/** `gantry subscription deactivate KEY TYPE` */
export const deactivate = showing(updateSubscription, {
  ask: async (client, call) => {
    const params = { subscription_id: await idOf(client, call) };
    return client.call(updateSubscription, { params, body: { active: false } });
  },
  items: (reply) => reply,
  view: subscriptionView,
});

/** `gantry subscription delete KEY TYPE` */
export const remove = doing({
  word: 'deleted',
  act: async (client, call) => {
    const subscription_id = await idOf(client, call);
    await client.call(deleteSubscription, { params: { subscription_id } });
    return [subscription_id];
  },
});

async function idOf(client: Client, { args: [key = '', type = ''] }: Call): Promise<string> {
  return (await findSubscription(client, key, type)).subscription_id ?? '';
}

async function make(client: Client, key: string, type: string): Promise<Subscription | undefined> {
  const body = { subscription_key: keysFor(key, type).at(-1), subscription_type: type };
  return (await client.call(addSubscription, { body }))[0];
}

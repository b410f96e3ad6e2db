import {
  createRegistry,
  deleteRegistry,
  getRegistry,
  listRegistries,
  updateRegistry,
} from '@gantry/contract/registries';
import { addRepository } from '@gantry/contract/repositories';
import {
  addSubscription,
  deleteSubscription,
  getSubscription,
  listSubscriptions,
  updateSubscription,
} from '@gantry/contract/subscriptions';
import { type Ask, quiet } from '../ask.ts';
import { people } from '../people.ts';
import { refused, row } from '../row.ts';
import type { World } from '../world.ts';

const noRegistry = 'REGISTRY_NOT_FOUND';
const noSubscription = 'SUBSCRIPTION_NOT_FOUND';

function entry(world: World) {
  return {
    registry: `${world.name('registry')}.example:5000/library/app`,
    registry_user: 'ann',
    registry_pass: quiet,
  };
}

async function someRegistry(world: World): Promise<Ask> {
  const json = entry(world);
  await world.prepare(people.owner, createRegistry, { json, query: { validate: 'false' } });
  return { params: { registry: json.registry } };
}

function wish(world: World) {
  return { subscription_key: `r.example/${world.name('watched')}:1`, subscription_type: 'policy_eval' };
}

async function someSubscription(world: World): Promise<Ask> {
  const [made] = await world.prepare<{ subscription_id: string }[]>(people.owner, addSubscription, {
    json: wish(world),
  });
  return { params: { subscription_id: made?.subscription_id ?? '' } };
}

/** Registries, repositories and what is watched. */
export const registryRows = [
  row(listRegistries, {
    ask: async (world) => {
      await someRegistry(world);
      return {};
    },
    mark: () => 'registry-',
  }),
  row(createRegistry, {
    ask: (world) => ({ json: entry(world), query: { validate: 'false' } }),
    bad: refused({ json: { registry: 'https://no host/' } }, 'REGISTRY_NAME_INVALID'),
  }),
  row(getRegistry, { ask: someRegistry, bad: noRegistry, other: { status: 404, code: noRegistry } }),
  row(updateRegistry, {
    ask: async (world) => ({
      ...(await someRegistry(world)),
      json: { registry_user: 'bob' },
      query: { validate: 'false' },
    }),
    bad: refused({ json: { registry_verify: 'perhaps' } }),
    other: { status: 404, code: noRegistry },
  }),
  row(deleteRegistry, { ask: someRegistry, bad: noRegistry, other: { status: 404, code: noRegistry } }),
  row(addRepository, {
    ask: ({ registry }) => ({ query: { repository: `${registry.host}/app`, auto_subscribe: 'false' } }),
    bad: refused({ query: {} }),
  }),
  row(listSubscriptions, {
    ask: async (world) => {
      await someSubscription(world);
      return { query: { subscription_type: 'policy_eval' } };
    },
    mark: () => 'watched-',
    bad: refused({ query: { subscription_type: 'a\0b' } }),
  }),
  row(addSubscription, {
    ask: (world) => ({ json: wish(world) }),
    bad: refused({ json: { subscription_key: 'a:1', subscription_type: 'odd' } }, 'SUBSCRIPTION_TYPE_UNKNOWN'),
  }),
  row(getSubscription, { ask: someSubscription, bad: noSubscription, other: { status: 404, code: noSubscription } }),
  row(updateSubscription, {
    ask: async (world) => ({ ...(await someSubscription(world)), json: { active: false } }),
    bad: refused({ json: { active: 'perhaps' } }),
    other: { status: 404, code: noSubscription },
  }),
  row(deleteSubscription, { ask: someSubscription, bad: noSubscription, other: { status: 404, code: noSubscription } }),
];

import {
  createRegistry,
  deleteRegistry,
  getRegistry,
  listRegistries,
  type RegistryConfiguration,
  updateRegistry,
} from '@gantry/contract/registries';
import type { View } from '../../render/answer.ts';
import { secretOf } from '../../server/secret.ts';
import { text, truth } from '../../settings/option.ts';
import type { Call } from '../command.ts';
import { doing, nameOf, showing } from './verbs.ts';

const view: View<RegistryConfiguration> = {
  fields: [
    { title: 'Name', of: (item) => item.registry_name },
    { title: 'Registry', of: (item) => item.registry },
    { title: 'Type', of: (item) => item.registry_type },
    { title: 'User', of: (item) => item.registry_user },
    { title: 'Verify TLS', of: (item) => item.registry_verify },
    { title: 'Created', of: (item) => item.created_at },
    { title: 'Updated', of: (item) => item.last_updated },
  ],
  id: (item) => item.registry,
};

const items = (reply: readonly RegistryConfiguration[]) => reply;

/** `gantry registry list` */
export const list = showing(listRegistries, { ask: (client) => client.call(listRegistries), items, view });

/** `gantry registry get REGISTRY` */
export const get = showing(getRegistry, {
  ask: (client, call) => client.call(getRegistry, { params: { registry: nameOf(call) } }),
  items,
  view,
});

/** `gantry registry add REGISTRY` */
export const add = showing(createRegistry, {
  ask: async (client, call) =>
    client.call(createRegistry, {
      query: { validate: truth(call.options, 'validate') },
      body: { registry: nameOf(call), ...(await settingsOf(call)) },
    }),
  items,
  view,
});

/** `gantry registry update REGISTRY` */
export const update = showing(updateRegistry, {
  ask: async (client, call) =>
    client.call(updateRegistry, {
      params: { registry: nameOf(call) },
      query: { validate: truth(call.options, 'validate') },
      body: { registry: nameOf(call), ...(await settingsOf(call)) },
    }),
  items,
  view,
});

/** `gantry registry delete REGISTRY...` */
export const remove = doing({
  word: 'deleted',
  act: async (client, { args }) => {
    for (const registry of args) await client.call(deleteRegistry, { params: { registry } });
    return args;
  },
});

async function settingsOf(call: Call) {
  const { options } = call;
  const username = text(options, 'username');
  const who = `the registry ${nameOf(call)}`;
  const password = username
    ? await secretOf(call, { option: 'registryPassword', variable: 'GANTRY_REGISTRY_PASSWORD', who })
    : undefined;
  return {
    registry_type: text(options, 'type') ?? 'docker_v2',
    registry_name: text(options, 'name') ?? nameOf(call),
    registry_verify: truth(options, 'secureConnection'),
    ...(username === undefined ? {} : { registry_user: username }),
    ...(password === undefined ? {} : { registry_pass: password }),
  };
}

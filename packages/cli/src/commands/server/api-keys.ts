import {
  createApiKey,
  deleteApiKey,
  getApiKey,
  listApiKeys,
  patchApiKey,
  type UserApiKey,
} from '@gantry/contract/api-keys';
import { cliErrors } from '../../errors.ts';
import type { View } from '../../render/answer.ts';
import { type OptionValues, text } from '../../settings/option.ts';
import { doing, nameOf, showing } from './verbs.ts';

const view: View<UserApiKey> = {
  fields: [
    { title: 'Name', of: (item) => item.name },
    { title: 'Description', max: 60, of: (item) => item.description },
    { title: 'Status', of: (item) => item.status },
    { title: 'Created', of: (item) => item.created_at },
    { title: 'Expires', of: (item) => item.expires_at },
  ],
  id: (item) => item.name,
};

const one = (key: UserApiKey) => [key];

/** `gantry apikey list` */
export const list = showing(listApiKeys, {
  ask: (client) => client.call(listApiKeys),
  items: (reply) => reply.items ?? [],
  view,
});

/** `gantry apikey get NAME` */
export const get = showing(getApiKey, {
  ask: (client, call) => client.call(getApiKey, { params: { key_name: nameOf(call) } }),
  items: one,
  view: { ...view, lines: true },
});

/** `gantry apikey add NAME`: the only time that the key itself is shown. */
export const add = showing(createApiKey, {
  ask: (client, call) =>
    client.call(createApiKey, {
      body: {
        name: nameOf(call),
        description: text(call.options, 'description'),
        expires_at: expiryOf(call.options, call.terminal.now()),
      },
    }),
  items: one,
  view: { fields: [...view.fields, { title: 'Key', of: (item) => item.value }], id: (item) => item.value, lines: true },
});

/** `gantry apikey revoke NAME` */
export const revoke = showing(patchApiKey, {
  ask: (client, call) => client.call(patchApiKey, { params: { key_name: nameOf(call) }, body: { status: 'revoked' } }),
  items: one,
  view: { ...view, lines: true },
});

/** `gantry apikey delete NAME...` */
export const remove = doing({
  word: 'deleted',
  act: async (client, { args }) => {
    for (const key_name of args) await client.call(deleteApiKey, { params: { key_name } });
    return args;
  },
});

const day = 24 * 60 * 60 * 1000;

function expiryOf(options: OptionValues, now: string): string {
  const stated = text(options, 'expiresAt');
  const time = stated === undefined ? Date.parse(now) + Number(text(options, 'days') ?? 90) * day : Date.parse(stated);
  if (Number.isNaN(time))
    throw cliErrors.BAD_PAIR({
      option: '--expires-at',
      form: 'a time such as 2030-01-31T00:00:00Z',
      value: stated ?? '',
    });
  return new Date(time).toISOString();
}

import type { Policy } from '@gantry/contract/common';
import {
  addPolicy,
  deletePolicy,
  getPolicy,
  listPolicies,
  type PolicyRecord,
  updatePolicy,
} from '@gantry/contract/policies';
import { cliErrors } from '../../errors.ts';
import type { View } from '../../render/answer.ts';
import { findPolicy } from '../../server/policies.ts';
import { flag, text } from '../../settings/option.ts';
import { readDocument } from '../../steps/document.ts';
import type { Call } from '../command.ts';
import { doing, nameOf, showing } from './verbs.ts';

const view: View<PolicyRecord> = {
  fields: [
    { title: 'Name', of: (item) => item.name },
    { title: 'Policy ID', of: (item) => item.policy_id },
    { title: 'Active', of: (item) => item.active },
    { title: 'Created', of: (item) => item.created_at },
    { title: 'Updated', of: (item) => item.last_updated },
    { title: 'Description', max: 60, of: (item) => item.description },
  ],
  id: (item) => item.policy_id,
};

const lines: View<PolicyRecord> = {
  ...view,
  fields: [
    ...view.fields,
    {
      title: 'Rule sets',
      of: ({ policy }) => policy?.rule_sets.map(({ name, rules }) => `${name} (${rules.length} rules)`),
    },
    { title: 'Mappings', of: ({ policy }) => policy?.mappings.map(({ name }) => name) },
    { title: 'Allowlists', of: ({ policy }) => policy?.allowlists?.map(({ name }) => name) },
  ],
  lines: true,
};

const one = (policy: PolicyRecord) => [policy];

/** `gantry policy list` with a server */
export const list = showing(listPolicies, {
  ask: (client, { options }) => client.call(listPolicies, { query: { detail: flag(options, 'detail') } }),
  items: (reply) => reply,
  view,
});

/** `gantry policy get NAME|ID` */
export const get = showing(getPolicy, {
  ask: async (client, call) => {
    const { policy_id } = await findPolicy(client, nameOf(call));
    return client.call(getPolicy, { params: { policy_id }, query: { detail: flag(call.options, 'detail') } });
  },
  items: one,
  view: lines,
});

/** `gantry policy add -i FILE` */
export const add = showing(addPolicy, {
  ask: async (client, call) => client.call(addPolicy, { body: await policyOf(call) }),
  items: one,
  view: { ...view, lines: true },
});

/** `gantry policy update NAME|ID -i FILE`: whether it is active stays. */
export const update = showing(updatePolicy, {
  ask: async (client, call) => {
    const document = await policyOf(call);
    const { policy: _, ...record } = await findPolicy(client, nameOf(call));
    const { policy_id, active } = record;
    const policy = { ...document, id: policy_id };
    return client.call(updatePolicy, {
      params: { policy_id },
      query: { active },
      body: { ...record, name: policy.name, policy },
    });
  },
  items: one,
  view: { ...view, lines: true },
});

/** `gantry policy activate NAME|ID` */
export const activate = doing({
  word: 'active',
  act: async (client, call) => {
    const { policy_id } = await findPolicy(client, nameOf(call));
    const record = await client.call(getPolicy, { params: { policy_id }, query: { detail: true } });
    await client.call(updatePolicy, {
      params: { policy_id },
      query: { active: true, ...(flag(call.options, 'force') ? { force: true } : {}) },
      body: { ...record, active: true },
    });
    return [policy_id];
  },
});

/** `gantry policy delete NAME|ID...` */
export const remove = doing({
  word: 'deleted',
  act: async (client, { args }) => {
    const found = [];
    for (const name of args) found.push(await findPolicy(client, name));
    for (const { policy_id } of found) await client.call(deletePolicy, { params: { policy_id } });
    return found.map(({ policy_id }) => policy_id);
  },
});

/** A policy as it is written in files, the record that `policy get` prints, or a pack. The server judges what is in it. */
async function policyOf({ options, terminal }: Call): Promise<Policy> {
  const path = text(options, 'input');
  const pack = text(options, 'pack');
  if (path !== undefined && pack !== undefined) throw cliErrors.NOT_TOGETHER({ options: '--input and --pack' });
  if (pack !== undefined) return packNamed(pack);
  if (path === undefined)
    throw cliErrors.NEEDS({ command: 'gantry policy add|update', what: '--input FILE or --pack NAME' });
  const document = await readDocument(path, terminal);
  const inner = typeof document === 'object' && document !== null && 'policy' in document ? document.policy : null;
  return (inner ?? document) as Policy;
}

/** The packs take long to load, and most calls need none. */
async function packNamed(name: string): Promise<Policy> {
  const { packs } = await import('@gantry/policy');
  const found = packs.find((pack) => pack.name === name);
  if (found === undefined) throw cliErrors.POLICY_UNKNOWN({ name, packs: packs.map((pack) => pack.name).join(', ') });
  return found.policy as Policy;
}

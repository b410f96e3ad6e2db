import {
  addPolicy,
  deletePolicy,
  describePolicy,
  getPolicy,
  listPolicies,
  testPolicy,
  updatePolicy,
} from '@gantry/contract/policies';
import { aDocument, aRule } from '@gantry/policy/testing';
import type { Ask } from '../ask.ts';
import { people } from '../people.ts';
import { refused, row } from '../row.ts';
import type { World } from '../world.ts';

const rule = aRule('dockerfile.effective_user', { users: 'root', type: 'denylist' });
const missing = 'POLICY_NOT_FOUND';
const hidden = { status: 404, code: missing };

async function somePolicy(world: World): Promise<Ask> {
  const id = world.name('policy');
  await world.prepare(people.owner, addPolicy, { json: aDocument([rule], { id, name: id }) });
  return { params: { policy_id: id } };
}

/** Policies. */
export const policyRows = [
  row(describePolicy),
  row(listPolicies, {
    ask: async (world) => {
      await somePolicy(world);
      return { query: { detail: 'true' } };
    },
    mark: () => 'policy-',
    bad: refused({ query: { detail: 'perhaps' } }),
  }),
  row(addPolicy, {
    ask: (world) => {
      const id = world.name('policy');
      return { json: aDocument([rule], { id, name: id }) };
    },
    bad: refused({ json: { id: 'half' } }, 'POLICY_REFUSED'),
  }),
  row(getPolicy, { ask: somePolicy, bad: missing, other: hidden }),
  row(updatePolicy, {
    ask: async (world) => {
      const { params = {} } = await somePolicy(world);
      const id = params['policy_id'] ?? '';
      return { params, json: { policy_id: id, policy: aDocument([], { id, name: 'other' }) } };
    },
    bad: refused({ json: { policy: null } }),
    other: hidden,
  }),
  row(testPolicy, { ask: somePolicy, bad: missing, other: hidden }),
  row(deletePolicy, { ask: somePolicy, bad: missing, other: hidden }),
];

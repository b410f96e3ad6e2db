import type { Client } from '@gantry/contract/client';
import { listPolicies, type PolicyRecord } from '@gantry/contract/policies';
import { cliErrors } from '../errors.ts';

/** The policy of the server with this id or, when there is none, this name. Fails with CLI_NOT_FOUND and CLI_AMBIGUOUS. */
export async function findPolicy(client: Client, name: string): Promise<PolicyRecord> {
  const policies = await client.call(listPolicies, { query: { detail: false } });
  const byId = policies.find((policy) => policy.policy_id === name);
  if (byId) return byId;
  const named = policies.filter((policy) => policy.name === name);
  const [policy] = named;
  if (policy === undefined) throw cliErrors.NOT_FOUND({ kind: 'policy', name });
  if (named.length > 1) {
    const ids = named.map((one) => one.policy_id).join(', ');
    throw cliErrors.AMBIGUOUS({ kind: 'policy', name, count: named.length, ids });
  }
  return policy;
}

import { canonicalJson } from '@gantry/core';
import type { Row, Scope } from '../../kernel/db/index.ts';
import type { StoredPolicy } from './to-stored.ts';

/** The row of a new policy, or null when the account has one of this id. */
export async function insertPolicy(
  scope: Scope,
  policy: StoredPolicy,
  more: { readonly source: string; readonly active: boolean; readonly now: Date },
): Promise<Row<'policy'> | null> {
  const row = await scope
    .insert('policy', {
      ...policy,
      document: canonicalJson(policy.document),
      source: more.source,
      active: more.active,
      created_at: more.now,
      last_updated: more.now,
    })
    .onConflict((conflict) => conflict.columns(['account', 'id']).doNothing())
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** Replaces the document of a policy. */
export async function replacePolicy(
  scope: Scope,
  policy: StoredPolicy,
  more: { readonly source: string; readonly now: Date },
): Promise<void> {
  const { id, document, ...columns } = policy;
  await scope
    .update('policy')
    .set({ ...columns, document: canonicalJson(document), source: more.source, last_updated: more.now })
    .where('policy.id', '=', id)
    .execute();
}

/** Makes one policy the active one. Call it with the account locked: two at once would both switch the old one off. */
export async function activatePolicy(scope: Scope, id: string, now: Date): Promise<void> {
  const change = (active: boolean) => scope.update('policy').set({ active, last_updated: now });
  await change(false).where('policy.active', '=', true).where('policy.id', '!=', id).execute();
  await change(true).where('policy.active', '=', false).where('policy.id', '=', id).execute();
}

/** Deletes a policy. */
export async function deletePolicy(scope: Scope, id: string): Promise<void> {
  await scope.delete('policy').where('policy.id', '=', id).execute();
}

/** Until the transaction ends, nobody else changes which policies the account has or which one is active. */
export async function lockPolicies(scope: Scope): Promise<void> {
  await scope.db.selectFrom('account').select('name').where('name', '=', scope.account).forNoKeyUpdate().execute();
}

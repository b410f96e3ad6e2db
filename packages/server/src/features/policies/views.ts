import type { Row, Scope } from '../../kernel/db/index.ts';

/** The policies of the account, by name. */
export async function listPolicyRows(scope: Scope): Promise<Row<'policy'>[]> {
  return scope.select('policy').selectAll().orderBy('policy.name').orderBy('policy.id').execute();
}

/** One policy, or null. */
export async function findPolicy(scope: Scope, id: string): Promise<Row<'policy'> | null> {
  return (await scope.select('policy').selectAll().where('policy.id', '=', id).executeTakeFirst()) ?? null;
}

/** The active policy, or null. */
export async function findActivePolicy(scope: Scope): Promise<Row<'policy'> | null> {
  return (await scope.select('policy').selectAll().where('policy.active', '=', true).executeTakeFirst()) ?? null;
}

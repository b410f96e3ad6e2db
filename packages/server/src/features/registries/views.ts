import type { Row, Scope } from '../../kernel/db/index.ts';

/** The entries of the account, by name. */
export async function listRegistryRows(scope: Scope): Promise<readonly Row<'registry'>[]> {
  return scope.select('registry').selectAll().orderBy('registry.registry').execute();
}

/** One entry, or null. */
export async function findRegistry(scope: Scope, registry: string): Promise<Row<'registry'> | null> {
  const row = await scope.select('registry').selectAll().where('registry.registry', '=', registry).executeTakeFirst();
  return row ?? null;
}

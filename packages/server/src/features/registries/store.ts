import type { NewRow, Row, Scope } from '../../kernel/db/index.ts';

/** Adds an entry, or gives null when there is one of this name. */
export async function insertRegistry(
  scope: Scope,
  row: Omit<NewRow<'registry'>, 'account'>,
): Promise<Row<'registry'> | null> {
  const inserted = await scope
    .insert('registry', row)
    .onConflict((conflict) => conflict.columns(['account', 'registry']).doNothing())
    .returningAll()
    .executeTakeFirst();
  return inserted ?? null;
}

/** Changes an entry, or gives null when there is none of this name. */
export async function changeRegistry(
  scope: Scope,
  registry: string,
  change: Partial<Omit<NewRow<'registry'>, 'account' | 'registry'>>,
): Promise<Row<'registry'> | null> {
  const changed = await scope
    .update('registry')
    .set(change)
    .where('registry.registry', '=', registry)
    .returningAll()
    .executeTakeFirst();
  return changed ?? null;
}

/** Deletes an entry: was there one? */
export async function deleteRegistryRow(scope: Scope, registry: string): Promise<boolean> {
  const doomed = scope.delete('registry').where('registry.registry', '=', registry).returning('registry.registry');
  return (await doomed.executeTakeFirst()) !== undefined;
}

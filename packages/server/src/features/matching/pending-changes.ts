import { sql } from 'kysely';
import type { Db, Tx } from '../../kernel/db/index.ts';
import type { Change } from './changes.ts';
import { storableJson } from './storable.ts';

/** A change that nobody was told of yet. */
export interface PendingChange extends Change {
  readonly id: number;
}

/** Notes changes in the transaction that makes them. */
export async function noteChanges(tx: Tx, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ identityId, added, removed, updated }) => ({
    identity_id: identityId,
    added,
    removed,
    updated,
  }));
  await sql`
    insert into match_change (identity_id, added, removed, updated)
    select r.identity_id, r.added, r.removed, r.updated
    from jsonb_to_recordset(${storableJson(rows)}::jsonb)
      as r (identity_id bigint, added jsonb, removed jsonb, updated jsonb)
  `.execute(tx);
}

/** The next changes after one, oldest first. */
export async function pendingChanges(db: Db, after: number, limit: number): Promise<PendingChange[]> {
  const rows = await db
    .selectFrom('match_change')
    .selectAll()
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id, identity_id, added, removed, updated }) => ({
    id: Number(id),
    identityId: Number(identity_id),
    added,
    removed,
    updated,
  }));
}

/** Forgets changes that were told. */
export async function forgetChanges(db: Db, ids: readonly number[]): Promise<void> {
  await db.deleteFrom('match_change').where('id', 'in', ids).execute();
}

import { sql } from 'kysely';
import type { AccountTables, Db } from '../../kernel/db/index.ts';

/**
 * Tables with rows of an account, those that others point at last. Rows go in portions: the embedded database has one session,
 * and nobody should wait long for it.
 */
export const ownedTables = [
  'snapshot_use',
  'snapshot',
  'backtest',
  'verdict_revocation',
  'first_seen',
  'stig_evaluation',
  'vulnerability_annotation',
  'evaluation',
  'artifact_package',
  'document',
  'image_layer',
  'image_tag',
  'image',
  'import_content',
  'import_operation',
  'subscription',
  'policy',
  'registry',
  'event',
] as const satisfies readonly AccountTables[];

const portion = 500;

/** Deletes every row of an account, then its users, the roles held in it, and itself. Repeatable at any point. */
export async function removeAccount(db: Db, account: string, signal: AbortSignal): Promise<void> {
  for (const table of ownedTables) await emptyTable(db, { table, account, signal });
  await db.deleteFrom('user_group_role').where('for_account', '=', account).execute();
  await db.deleteFrom('role_member').where('for_account', '=', account).execute();
  await db.deleteFrom('gantry_user').where('account', '=', account).execute();
  await db.deleteFrom('account').where('name', '=', account).where('state', '=', 'deleting').execute();
}

interface Emptying {
  readonly table: string;
  readonly account: string;
  readonly signal: AbortSignal;
}

async function emptyTable(db: Db, { table, account, signal }: Emptying): Promise<void> {
  const name = sql.table(table);
  for (;;) {
    signal.throwIfAborted();
    const { numAffectedRows } = await sql`
      delete from ${name} where ctid = any (array(select ctid from ${name} where account = ${account} limit ${portion}))
    `.execute(db);
    if ((numAffectedRows ?? 0n) < BigInt(portion)) return;
  }
}

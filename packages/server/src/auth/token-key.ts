import { randomBytes } from 'node:crypto';
import type { Db } from '../kernel/db/index.ts';
import type { Vault } from '../kernel/vault/index.ts';

const place = 'auth.token_key';

/** The key that access tokens are signed with: made once, kept sealed in the database, the same for all servers. */
export async function tokenKey(db: Db, vault: Vault): Promise<Uint8Array> {
  const fresh = vault.seal(randomBytes(32).toString('base64'), place);
  await db
    .insertInto('setting')
    .values({ key: place, value: JSON.stringify(fresh) })
    .onConflict((on) => on.column('key').doNothing())
    .execute();
  const { value } = await db.selectFrom('setting').select('value').where('key', '=', place).executeTakeFirstOrThrow();
  return Buffer.from(vault.open(String(value), place), 'base64');
}

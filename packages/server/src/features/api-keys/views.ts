import type { UserApiKey } from '@gantry/contract/api-keys';
import { by } from '@gantry/core';
import { toTimestamp } from '../../kernel/clock/index.ts';
import type { DbOrTx, Row } from '../../kernel/db/index.ts';
import { apiKeyErrors } from './errors.ts';

/** An API key as it is stored: without the key. */
export type KeyRow = Row<'api_key'>;
/** Whose key it is. */
export interface KeyOwner {
  readonly id: string;
  readonly username: string;
}

/** The keys of a user, by name. */
export async function keysOf(db: DbOrTx, owner: KeyOwner): Promise<readonly KeyRow[]> {
  const rows = await db.selectFrom('api_key').selectAll().where('user_id', '=', owner.id).execute();
  return rows.sort(by(({ name }) => name));
}

/** APIKEY_NOT_FOUND. */
export async function keyNamed(db: DbOrTx, owner: KeyOwner, name: string): Promise<KeyRow> {
  const row = await db
    .selectFrom('api_key')
    .selectAll()
    .where('user_id', '=', owner.id)
    .where('name', '=', name)
    .executeTakeFirst();
  if (row === undefined) throw apiKeyErrors.NOT_FOUND({ username: owner.username, name });
  return row;
}

/** The key on the wire; its value is told once, when it is made. */
export function toApiKey(row: KeyRow, now: Date, value?: string): UserApiKey {
  return {
    name: row.name,
    ...(row.description === null ? {} : { description: row.description }),
    expires_at: wholeSeconds(row.expires_at),
    created_at: toTimestamp(row.created_at),
    updated_at: toTimestamp(row.last_updated),
    version: '1',
    ...(value === undefined ? {} : { value }),
    status: statusOf(row, now),
  };
}

function statusOf({ revoked_at, expires_at }: KeyRow, now: Date): 'active' | 'expired' | 'revoked' {
  if (revoked_at !== null) return 'revoked';
  return expires_at.getTime() > now.getTime() ? 'active' : 'expired';
}

/** The wire knows no fractions of seconds here. */
function wholeSeconds(time: Date): string {
  return toTimestamp(time).replace(/\.\d+Z$/, 'Z');
}

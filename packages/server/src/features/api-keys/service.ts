import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { hashApiKey, newApiKey } from '../../auth/index.ts';
import type { Db, NewRow } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import { apiKeyErrors } from './errors.ts';
import { type KeyOwner, type KeyRow, keyNamed } from './views.ts';

/** A key to make. */
export interface NewKey {
  readonly name: string;
  readonly description: string | null;
  /** RFC 3339. */
  readonly expiresAt: string;
}

/** What may change of a key. */
export interface KeyChange {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly status?: 'revoked' | undefined;
}

/** API keys of users. */
export interface ApiKeyService {
  /** The key itself is given here and never again. APIKEY_NAME, APIKEY_EXPIRY, APIKEY_EXISTS, APIKEY_TOO_MANY. */
  create(owner: KeyOwner, key: NewKey): Promise<{ readonly row: KeyRow; readonly value: string }>;
  /** APIKEY_NOT_FOUND, APIKEY_NAME, APIKEY_EXISTS. */
  change(owner: KeyOwner, name: string, change: KeyChange): Promise<KeyRow>;
  /** APIKEY_NOT_FOUND. */
  delete(owner: KeyOwner, name: string): Promise<void>;
}

const limits = { days: 365, most: 100 };

/** The service on the database. */
export function createApiKeyService({ db, clock }: Platform): ApiKeyService {
  return {
    create: async (owner, { name, description, expiresAt }) => {
      requireName(name);
      const now = clock.now();
      const value = newApiKey();
      const row = await insertKey(db, owner, {
        name,
        description,
        hash: hashApiKey(value),
        expires_at: checkedExpiry(expiresAt, now),
        created_at: now,
        last_updated: now,
      });
      if (row === undefined) throw apiKeyErrors.EXISTS({ username: owner.username, name });
      return { row, value };
    },
    change: async (owner, name, { name: renamed, description, status }) => {
      const row = await keyNamed(db, owner, name);
      const now = clock.now();
      if (renamed !== undefined && renamed !== name) await requireFree(owner, renamed);
      return db
        .updateTable('api_key')
        .set({
          last_updated: now,
          ...(renamed === undefined ? {} : { name: renamed }),
          ...(description === undefined ? {} : { description }),
          ...(status === undefined ? {} : { revoked_at: row.revoked_at ?? now }),
        })
        .where('id', '=', row.id)
        .returningAll()
        .executeTakeFirstOrThrow();
    },
    delete: async (owner, name) => {
      const row = await keyNamed(db, owner, name);
      await db.deleteFrom('api_key').where('id', '=', row.id).execute();
    },
  };

  async function requireFree(owner: KeyOwner, name: string): Promise<void> {
    requireName(name);
    const taken = await db
      .selectFrom('api_key')
      .select('id')
      .where('user_id', '=', owner.id)
      .where('name', '=', name)
      .executeTakeFirst();
    if (taken !== undefined) throw apiKeyErrors.EXISTS({ username: owner.username, name });
  }
}

type KeyColumns = Omit<NewRow<'api_key'>, 'id' | 'user_id'>;

/** Adds a key; undefined when the user has one of this name. */
async function insertKey(db: Db, { id }: KeyOwner, columns: KeyColumns): Promise<KeyRow | undefined> {
  return db.transaction().execute(async (tx) => {
    // The user's row is the lock: two requests at once cannot both take the last place.
    await tx.selectFrom('gantry_user').select('id').where('id', '=', id).forUpdate().execute();
    const { count } = await tx
      .selectFrom('api_key')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('user_id', '=', id)
      .executeTakeFirstOrThrow();
    if (count >= limits.most) throw apiKeyErrors.TOO_MANY({ most: limits.most });
    return tx
      .insertInto('api_key')
      .values({ id: randomUUID(), user_id: id, ...columns })
      .onConflict((on) => on.columns(['user_id', 'name']).doNothing())
      .returningAll()
      .executeTakeFirst();
  });
}

function requireName(name: string): void {
  if (!/^[^\x00-\x1f\x7f]{1,128}$/.test(name)) throw apiKeyErrors.NAME();
}

/** Clocks of clients may be a little ahead: an hour more than the limit is let pass. */
function checkedExpiry(given: string, now: Date): Date {
  const time = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}/.test(given) ? Date.parse(given) : Number.NaN;
  const latest = now.getTime() + limits.days * 86_400_000 + 3_600_000;
  if (time > now.getTime() && time <= latest) return new Date(time);
  throw apiKeyErrors.EXPIRY({ days: limits.days, given: given.slice(0, 40) });
}

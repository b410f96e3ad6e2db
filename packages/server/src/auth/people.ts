import type { DbOrTx } from '../kernel/db/index.ts';

/** A user as signing in sees them: with the state of their account and the hash of their password. */
export interface Person {
  readonly userId: string;
  readonly username: string;
  readonly homeAccount: string;
  readonly accountState: 'enabled' | 'disabled' | 'deleting';
  /** Null when the user has no password. */
  readonly passwordHash: string | null;
  /** Until when signing in by password is locked, if it ever was. */
  readonly lockedUntil: Date | null;
}

function people(db: DbOrTx) {
  return db
    .selectFrom('gantry_user')
    .innerJoin('account', 'account.name', 'gantry_user.account')
    .leftJoin('credential', (join) =>
      join.onRef('credential.user_id', '=', 'gantry_user.id').on('credential.type', '=', 'password'),
    )
    .leftJoin('sign_in_failure', 'sign_in_failure.username', 'gantry_user.username')
    .select([
      'gantry_user.id as userId',
      'gantry_user.username',
      'gantry_user.account as homeAccount',
      'account.state as accountState',
      'credential.hash as passwordHash',
      'sign_in_failure.locked_until as lockedUntil',
    ]);
}

/** The user of this name. */
export async function personNamed(db: DbOrTx, username: string): Promise<Person | undefined> {
  return people(db).where('gantry_user.username', '=', username).executeTakeFirst();
}

/** The user of this id. */
export async function personOfId(db: DbOrTx, userId: string): Promise<Person | undefined> {
  return people(db).where('gantry_user.id', '=', userId).executeTakeFirst();
}

/** The owner of an API key that is neither revoked nor expired. */
export async function personOfKey(db: DbOrTx, hash: string, now: Date): Promise<Person | undefined> {
  return people(db)
    .innerJoin('api_key', 'api_key.user_id', 'gantry_user.id')
    .where('api_key.hash', '=', hash)
    .where('api_key.revoked_at', 'is', null)
    .where('api_key.expires_at', '>', now)
    .executeTakeFirst();
}

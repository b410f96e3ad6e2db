import { randomUUID } from 'node:crypto';
import { accountNamed, adminUser, hashPassword } from '../../auth/index.ts';
import type { DbOrTx } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import { userErrors } from './errors.ts';
import type { UserRow } from './ports.ts';
import { userViews } from './views.ts';

/** A user to make. */
export interface NewUser {
  readonly account: string;
  readonly username: string;
  /** Null: a user without a password, who signs in with keys. */
  readonly password: string | null;
}

/** Changes to users and their passwords. */
export interface UserService {
  /** ACCOUNT_NOT_FOUND, USER_EXISTS, USER_PASSWORD_LENGTH. */
  create(user: NewUser): Promise<UserRow>;
  /** With everything that is theirs: keys, roles, places in groups. USER_PROTECTED. */
  delete(user: UserRow): Promise<void>;
  /** Sign-ins that were got with the old password end. Gives the time. USER_PASSWORD_LENGTH. */
  setPassword(user: UserRow, password: string): Promise<Date>;
  /** USER_PROTECTED. */
  deletePassword(user: UserRow): Promise<void>;
}

/** The service on the database. */
export function createUserService({ db, clock }: Platform): UserService {
  return {
    create: async ({ account, username, password }) => {
      const hash = password === null ? null : await checkedHash(password);
      await db.transaction().execute(async (tx) => {
        await accountNamed(tx, account);
        const now = clock.now();
        const user = await tx
          .insertInto('gantry_user')
          .values({ id: randomUUID(), username, account, type: 'native', created_at: now, last_updated: now })
          .onConflict((on) => on.column('username').doNothing())
          .returning('id')
          .executeTakeFirst();
        if (user === undefined) throw userErrors.EXISTS({ username });
        if (hash !== null) await storePassword(tx, { userId: user.id, hash, now });
      });
      return userViews(db).inAccount(account, username);
    },
    delete: async (user) => {
      refuseAdmin(user);
      await db.deleteFrom('gantry_user').where('id', '=', user.id).execute();
    },
    setPassword: async (user, password) => {
      const hash = await checkedHash(password);
      const now = clock.now();
      await storePassword(db, { userId: user.id, hash, now });
      return now;
    },
    deletePassword: async (user) => {
      refuseAdmin(user);
      await db.deleteFrom('credential').where('user_id', '=', user.id).where('type', '=', 'password').execute();
    },
  };
}

const lengths = { least: 8, most: 128 };

/** The hash of a password that keeps the rules; characters are counted as people do. */
async function checkedHash(password: string): Promise<string> {
  const length = [...password].length;
  if (length < lengths.least || length > lengths.most) throw userErrors.PASSWORD_LENGTH(lengths);
  return hashPassword(password);
}

interface NewPassword {
  readonly userId: string;
  readonly hash: string;
  readonly now: Date;
}

async function storePassword(db: DbOrTx, { userId, hash, now }: NewPassword): Promise<void> {
  await db
    .insertInto('credential')
    .values({ user_id: userId, type: 'password', hash, created_at: now })
    .onConflict((on) => on.columns(['user_id', 'type']).doUpdateSet({ hash, created_at: now }))
    .execute();
}

function refuseAdmin({ username }: UserRow): void {
  if (username === adminUser) throw userErrors.PROTECTED({ username });
}

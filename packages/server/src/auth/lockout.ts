import { sql } from 'kysely';
import type { Clock } from '../kernel/clock/index.ts';
import type { Db } from '../kernel/db/index.ts';
import { authErrors } from './errors.ts';

/** So many failures lock a user name for so many seconds; failures further apart are not added up. */
const limits = { failures: 5, lockSeconds: 300 };

/** Locks user names after failures, whether such a user exists or not. Kept in the database: it holds for all servers. */
export interface Lockout {
  /** AUTH_LOCKED. */
  admit(username: string): Promise<void>;
  failed(username: string): Promise<void>;
  succeeded(username: string): Promise<void>;
  /** Forgets names that nobody tried lately. */
  tidy(): Promise<void>;
}

/** The lock-out on the table `sign_in_failure`. */
export function createLockout(db: Db, clock: Clock): Lockout {
  const ago = (seconds: number): Date => new Date(clock.now().getTime() - seconds * 1_000);
  return {
    admit: async (username) => {
      const row = await db
        .selectFrom('sign_in_failure')
        .select('locked_until')
        .where('username', '=', username)
        .where('locked_until', '>', clock.now())
        .executeTakeFirst();
      if (row?.locked_until == null) return;
      throw authErrors.LOCKED({ seconds: Math.ceil((row.locked_until.getTime() - clock.now().getTime()) / 1_000) });
    },
    failed: async (username) => {
      const now = clock.now();
      const until = new Date(now.getTime() + limits.lockSeconds * 1_000);
      const count = sql<number>`case when sign_in_failure.last_failure < ${ago(limits.lockSeconds)} then 1 else sign_in_failure.failures + 1 end`;
      await db
        .insertInto('sign_in_failure')
        .values({ username, failures: 1, last_failure: now, locked_until: null })
        .onConflict((on) =>
          on.column('username').doUpdateSet({
            failures: count,
            last_failure: now,
            locked_until: sql<Date | null>`case when ${count} >= ${limits.failures} then ${until}::timestamptz end`,
          }),
        )
        .execute();
    },
    succeeded: async (username) => {
      await db.deleteFrom('sign_in_failure').where('username', '=', username).execute();
    },
    tidy: async () => {
      await db.deleteFrom('sign_in_failure').where('last_failure', '<', ago(86_400)).execute();
    },
  };
}

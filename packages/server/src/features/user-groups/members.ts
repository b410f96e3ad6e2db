import type { Platform } from '../../kernel/platform/index.ts';
import type { Users } from '../users/ports.ts';
import { groupOfId } from './views.ts';

/** Who is in a group. */
export interface GroupMembers {
  /** Repeatable. GROUP_NOT_FOUND, USER_NOT_FOUND: then nobody is added. */
  add(id: string, usernames: readonly string[]): Promise<void>;
  /** GROUP_NOT_FOUND, USER_NOT_FOUND: then nobody is removed. */
  remove(id: string, usernames: readonly string[]): Promise<void>;
}

/** The members on the database. */
export function createGroupMembers({ db, clock }: Platform, users: Users): GroupMembers {
  const idsOf = async (usernames: readonly string[]): Promise<readonly string[]> => {
    const ids: string[] = [];
    for (const username of usernames) ids.push((await users.named(username)).id);
    return ids;
  };
  return {
    add: async (id, usernames) => {
      const { row } = await groupOfId(db, id);
      const created_at = clock.now();
      const rows = (await idsOf(usernames)).map((user_id) => ({ group_id: row.id, user_id, created_at }));
      await db
        .insertInto('user_group_user')
        .values(rows)
        .onConflict((on) => on.columns(['group_id', 'user_id']).doNothing())
        .execute();
    },
    remove: async (id, usernames) => {
      const { row } = await groupOfId(db, id);
      const ids = await idsOf(usernames);
      await db.deleteFrom('user_group_user').where('group_id', '=', row.id).where('user_id', 'in', ids).execute();
    },
  };
}

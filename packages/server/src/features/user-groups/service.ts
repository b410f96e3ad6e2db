import { randomUUID } from 'node:crypto';
import type { Row } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import { groupErrors } from './errors.ts';
import { type Group, groupOfId } from './views.ts';

/** Groups of users: roles for many at once. Only those who run the server change them. */
export interface GroupService {
  /** GROUP_EXISTS. */
  create(group: { readonly name: string; readonly description: string | null }): Promise<Group>;
  /** GROUP_NOT_FOUND. */
  describe(id: string, description: string): Promise<Group>;
  /** GROUP_NOT_FOUND. */
  delete(id: string): Promise<void>;
}

/** The service on the database. */
export function createGroupService({ db, clock }: Platform): GroupService {
  return {
    create: async ({ name, description }) => {
      const now = clock.now();
      const row: Row<'user_group'> | undefined = await db
        .insertInto('user_group')
        .values({ id: randomUUID(), name, description, created_at: now, last_updated: now })
        .onConflict((on) => on.column('name').doNothing())
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) throw groupErrors.EXISTS({ name });
      return { row, roles: [] };
    },
    describe: async (id, description) => {
      const { row } = await groupOfId(db, id);
      const fields = { description, last_updated: clock.now() };
      await db.updateTable('user_group').set(fields).where('id', '=', row.id).execute();
      return groupOfId(db, id);
    },
    delete: async (id) => {
      const { row } = await groupOfId(db, id);
      await db.deleteFrom('user_group').where('id', '=', row.id).execute();
    },
  };
}

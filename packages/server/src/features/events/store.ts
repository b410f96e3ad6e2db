import type { Db, Scope } from '../../kernel/db/index.ts';
import { eventErrors } from './errors.ts';
import type { EventFilter } from './filters.ts';
import { isUuid } from './views.ts';

/** Deletes one. EVENT_NOT_FOUND. */
export async function deleteEventRow(scope: Scope, id: string): Promise<void> {
  const doomed = scope.delete('event').where('event.id', '=', id).returning('event.id');
  const deleted = isUuid(id) ? await doomed.executeTakeFirst() : undefined;
  if (deleted === undefined) throw eventErrors.NOT_FOUND({ id: id.slice(0, 100) });
}

/** Deletes those of a stretch of time and a level, and gives their ids. */
export async function deleteEventRows(
  scope: Scope,
  { level, since, before }: Pick<EventFilter, 'level' | 'since' | 'before'>,
): Promise<readonly string[]> {
  let doomed = scope.delete('event');
  if (level !== undefined) doomed = doomed.where('event.level', '=', level);
  if (since !== undefined) doomed = doomed.where('event.created_at', '>=', since);
  if (before !== undefined) doomed = doomed.where('event.created_at', '<', before);
  const rows = await doomed.returning('event.id').execute();
  return rows.map(({ id }) => id);
}

/** One bite of old events of all accounts: how many were deleted. Small bites keep the database free for others. */
export async function deleteOldEvents(db: Db, before: Date, bite: number): Promise<number> {
  const old = db.selectFrom('event').select('id').where('created_at', '<', before).limit(bite);
  const { numDeletedRows } = await db.deleteFrom('event').where('id', 'in', old).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

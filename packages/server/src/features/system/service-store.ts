import { sql } from 'kysely';
import type { Db, Row } from '../../kernel/db/index.ts';
import type { SystemKit } from './process.ts';

/** What a process tells of itself. */
export interface Registration {
  readonly startedAt: Date;
  readonly now: Date;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Puts this process on the list, or notes that it lives. What was noted of its silence is forgotten. */
export async function register({ platform, facts }: SystemKit, seen: Registration): Promise<void> {
  const fields = {
    base_url: facts.baseUrl,
    version: platform.version,
    started_at: seen.startedAt,
    last_seen: seen.now,
    detail: JSON.stringify(seen.detail),
  };
  await platform.db
    .insertInto('service')
    .values({ name: facts.role, host_id: platform.hostId, ...fields })
    .onConflict((conflict) => conflict.columns(['name', 'host_id']).doUpdateSet(fields))
    .execute();
}

/** Takes a process off the list. */
export async function unregister(
  db: Db,
  { name, hostId }: { readonly name: string; readonly hostId: string },
): Promise<void> {
  await db.deleteFrom('service').where('name', '=', name).where('host_id', '=', hostId).execute();
}

/** Processes on the list, by name and host. */
export async function listServiceRows(db: Db): Promise<readonly Row<'service'>[]> {
  return db.selectFrom('service').selectAll().orderBy('name').orderBy('host_id').execute();
}

/** Marks those that were not seen since, and gives each only once: whoever marks it tells of it. */
export async function markSilent(db: Db, since: Date): Promise<readonly Row<'service'>[]> {
  return db
    .updateTable('service')
    .set({ detail: sql`coalesce(detail, '{}'::jsonb) || '{"silent": true}'::jsonb` as never })
    .where('last_seen', '<', since)
    .where(sql<boolean>`coalesce(detail ->> 'silent', '') <> 'true'`)
    .returningAll()
    .execute();
}

/** Takes those off the list that were not seen since: crashed processes come back under another name. */
export async function forgetSilent(db: Db, since: Date): Promise<void> {
  await db.deleteFrom('service').where('last_seen', '<', since).execute();
}

import { sql } from 'kysely';
import type { Db } from '../../kernel/db/index.ts';

/** Every row that is not of the account `team-b`, as one digest by table. */
export type Snapshot = () => Promise<Readonly<Record<string, string>>>;

/** Looks at all tables, whatever they are. */
export async function snapshotOf(db: Db): Promise<Snapshot> {
  const { rows: columns } = await sql<{ table_name: string; names: string }>`
    select table_name, string_agg(column_name, ',') as names from information_schema.columns
    where table_schema = current_schema() group by table_name order by table_name`.execute(db);
  const parts = columns.map(({ table_name: table, names }) => {
    const where = ownFilter(names.split(','));
    return `select '${table}' as name, md5(coalesce(string_agg(t::text, ' ' order by t::text), '')) as digest from "${table}" t ${where}`;
  });
  const all = sql.raw<{ name: string; digest: string }>(parts.join(' union all '));
  return async () => Object.fromEntries((await all.execute(db)).rows.map(({ name, digest }) => [name, digest]));
}

function ownFilter(names: readonly string[]): string {
  if (names.includes('account')) return "where t.account <> 'team-b'";
  if (names.includes('user_id'))
    return "where t.user_id::text not in (select id::text from gantry_user where account = 'team-b')";
  return '';
}

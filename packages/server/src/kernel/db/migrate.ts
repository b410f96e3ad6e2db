import { type Migration, type MigrationResultSet, Migrator, NO_MIGRATIONS, sql } from 'kysely';
import type { Db } from './db.ts';
import { dbErrors } from './errors.ts';

/** One step of the schema as text. */
export interface SchemaStep {
  readonly name: string;
  readonly up: string;
  readonly down: string;
}

/**
 * Brings the schema up to date; concurrent starts wait for each other. Gives the name of the newest step.
 * DB_SCHEMA_NEWER when a later version of Gantry was here.
 */
export async function migrate(db: Db, steps: readonly SchemaStep[]): Promise<string> {
  await move(db, steps, (migrator) => migrator.migrateToLatest());
  return steps.at(-1)?.name ?? '';
}

/** Takes the steps after `last` back, newest first; all of them when it is null. */
export async function revert(db: Db, steps: readonly SchemaStep[], last: string | null): Promise<void> {
  await move(db, steps, (migrator) => migrator.migrateTo(last ?? NO_MIGRATIONS));
}

async function move(
  db: Db,
  steps: readonly SchemaStep[],
  go: (migrator: Migrator) => Promise<MigrationResultSet>,
): Promise<void> {
  const migrations = Object.fromEntries(steps.map((step) => [step.name, toMigration(step)]));
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  await refuseNewer(db, steps);
  const { error } = await go(migrator);
  if (error !== undefined) throw error;
}

/** The migrator fails on steps that it does not know with a text only. */
async function refuseNewer(db: Db, steps: readonly SchemaStep[]): Promise<void> {
  const there = await sql<{ found: string | null }>`select to_regclass('kysely_migration')::text as found`.execute(db);
  if (there.rows[0]?.found == null) return;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const unknown = rows.find(({ name }) => !steps.some((step) => step.name === name));
  if (unknown) throw dbErrors.SCHEMA_NEWER({ step: unknown.name });
}

function toMigration({ up, down }: SchemaStep): Migration {
  const run = (text: string) => async (db: Parameters<Migration['up']>[0]) => {
    // A step over a large table takes what it takes.
    await sql`set local statement_timeout = 0`.execute(db);
    for (const statement of statements(text)) await sql.raw(statement).execute(db);
  };
  return { up: run(up), down: run(down) };
}

/** Statements end with a semicolon at the end of a line. */
function statements(text: string): string[] {
  return text
    .split(/;[ \t]*\n/)
    .map((statement) => statement.trim())
    .filter(Boolean);
}

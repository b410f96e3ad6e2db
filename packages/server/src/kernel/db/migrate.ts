import { type Migration, Migrator, sql } from 'kysely';
import type { Db } from './db.ts';

/** One step of the schema as text. */
export interface SchemaStep {
  readonly name: string;
  readonly up: string;
  readonly down: string;
}

/** Brings the schema up to date; concurrent starts wait for each other. Gives the name of the newest step. */
export async function migrate(db: Db, steps: readonly SchemaStep[]): Promise<string> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => Object.fromEntries(steps.map((step) => [step.name, toMigration(step)])) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return steps.at(-1)?.name ?? '';
}

function toMigration({ up, down }: SchemaStep): Migration {
  const run = (text: string) => async (db: Parameters<Migration['up']>[0]) => {
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

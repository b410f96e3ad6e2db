import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { type MemoryDatabase, migrate, openMemoryDatabase } from '../kernel/db/index.ts';
import { migrations } from '../migrations/index.ts';

/** An embedded database in memory with all tables. The first one of a schema is kept as a dump for the next, under the system's temporary folder. */
export async function openMigratedDatabase(): Promise<MemoryDatabase> {
  const path = join(tmpdir(), `gantry-test-${userInfo().username}`, `${schemaDigest()}.tar`);
  const dumped = await readFile(path).catch(() => null);
  if (dumped !== null) return openMemoryDatabase(dumped);
  const database = await openMemoryDatabase();
  await migrate(database.db, migrations);
  await keep(path, await database.dump());
  return database;
}

function schemaDigest(): string {
  return createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 24);
}

/** Several test processes may do so at once: each renames a whole file into place. */
async function keep(path: string, dump: Uint8Array): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, dump, { mode: 0o600 });
  await rename(draft, path);
}

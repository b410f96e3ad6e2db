import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { type MemoryDatabase, migrate, openMemoryDatabase } from '../kernel/db/index.ts';
import { migrations } from '../migrations/index.ts';

/** An embedded database in memory with all tables. The first one of a schema is kept as a dump for the next, under the system's temporary folder. */
export async function openMigratedDatabase(): Promise<MemoryDatabase> {
  const path = join(tmpdir(), `gantry-test-${userInfo().username}`, `${await schemaDigest()}.tar`);
  const dumped = await readFile(path).catch(() => null);
  if (dumped !== null) return openMemoryDatabase(dumped);
  const database = await openMemoryDatabase();
  await migrate(database.db, migrations);
  await keep(path, await database.dump());
  return database;
}

/** The steps, and the manifest for the engine's version. */
async function schemaDigest(): Promise<string> {
  const manifest = await readFile(new URL('../../package.json', import.meta.url));
  return createHash('sha256').update(JSON.stringify(migrations)).update(manifest).digest('hex').slice(0, 24);
}

/** Several test processes may do so at once: each renames a whole file into place. */
async function keep(path: string, dump: Uint8Array): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  await removeOld(join(path, '..'));
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, dump, { mode: 0o600 });
  await rename(draft, path);
}

/** Dumps of schemas that nobody has any more. */
async function removeOld(folder: string): Promise<void> {
  const longAgo = Date.now() - 7 * 86_400_000;
  for (const name of await readdir(folder)) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found && found.mtimeMs < longAgo) await rm(join(folder, name), { force: true });
  }
}

import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { makeFolder } from '@gantry/io/files';
import type { Config } from './config/index.ts';
import { systemClock } from './kernel/clock/index.ts';
import { migrate, type OpenDb, openDb } from './kernel/db/index.ts';
import { createEventLog } from './kernel/events/index.ts';
import type { Logger } from './kernel/log/index.ts';
import { createOutside } from './kernel/net/index.ts';
import type { Platform } from './kernel/platform/index.ts';
import { type JobQueue, openQueue } from './kernel/queue/index.ts';
import { createKeyFile, createVault, type Keys, parseKeys, readKeyFile, type Vault } from './kernel/vault/index.ts';
import { migrations } from './migrations/index.ts';

/** What opening needs. */
export interface PlatformParts {
  readonly config: Config;
  readonly log: Logger;
  readonly version: string;
  /** The built `pglite-worker`; without it the embedded database runs in this thread. */
  readonly databaseWorker?: URL | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The open platform and what ends with it. */
export interface OpenPlatform {
  readonly platform: Platform;
  readonly database: OpenDb;
  readonly queue: JobQueue;
  /** Newest step of the schema. */
  readonly schema: string;
  close(): Promise<void>;
}

/** Opens database, queue, vault and the way outside. Codes of DB and VAULT; nothing stays open after a failure. */
export async function openPlatform({ config, log, version, ...parts }: PlatformParts): Promise<OpenPlatform> {
  const dataDir = resolve(config.dataDir);
  // Advisories, caches and the key are nobody else's business.
  makeFolder(dataDir);
  const vault = await openVault(config, dataDir);
  const database = await openDb({
    folder: dataDir,
    url: config.databaseUrl ?? undefined,
    workerUrl: parts.databaseWorker,
    log,
  });
  try {
    const schema = await migrate(database.db, migrations);
    const queue = await openQueue(database, { log });
    const hostId = `${hostname()}-${randomBytes(4).toString('hex')}`;
    const outside = createOutside({ permitted: config.allowAddresses, environment: parts.environment });
    const platform: Platform = {
      db: database.db,
      queue,
      events: createEventLog(database.db, systemClock, { hostId, service: config.role }),
      vault,
      outside,
      clock: systemClock,
      log,
      dataDir,
      hostId,
      version,
    };
    const close = async (): Promise<void> => {
      await queue.close();
      await outside.client.close();
      await database.close();
    };
    return { platform, database, queue, schema, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openVault({ secretKeys, secretKeyFile }: Config, dataDir: string): Promise<Vault> {
  return createVault(await keysOf());

  function keysOf(): Keys | Promise<Keys> {
    if (secretKeys !== null) return parseKeys(secretKeys, 'the setting secret_key');
    return secretKeyFile === null ? createKeyFile(join(dataDir, 'secret.key')) : readKeyFile(secretKeyFile);
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttpClient } from '@gantry/io/http';
import { silentLog } from '../kernel/log/index.ts';
import type { Platform } from '../kernel/platform/index.ts';
import { openTestDatabase } from './databases.ts';
import { memoryEvents } from './memory-events.ts';
import { type MemoryQueue, memoryQueue } from './memory-queue.ts';
import { plainVault } from './plain-vault.ts';

/** A platform for tests: an embedded database in memory with all tables, and doubles for the rest. */
export interface TestPlatform extends Platform {
  readonly queue: MemoryQueue;
  readonly events: ReturnType<typeof memoryEvents>;
  /** Moves the clock. */
  setTime(time: string): void;
  close(): Promise<void>;
}

/** Accounts `admin`, `team-a` and `team-b` are there; the time is 2026-01-02T03:04:05Z. */
export async function testPlatform(): Promise<TestPlatform> {
  const { db, close } = await openTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'gantry-server-'));
  const client = createHttpClient();
  let time = new Date('2026-01-02T03:04:05Z');
  await db
    .insertInto('account')
    .values([
      { name: 'admin', type: 'admin', state: 'enabled' },
      { name: 'team-a', type: 'user', state: 'enabled' },
      { name: 'team-b', type: 'user', state: 'enabled' },
    ])
    .execute();
  return {
    db,
    queue: memoryQueue(),
    events: memoryEvents(),
    vault: plainVault,
    outside: { client, admit: async () => undefined, permitted: ['all'] },
    clock: { now: () => time },
    log: silentLog,
    dataDir,
    hostId: 'test-host',
    version: '0.0.0-test',
    setTime: (text) => {
      time = new Date(text);
    },
    close: async () => {
      await client.close();
      await close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

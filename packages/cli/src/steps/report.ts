import type { Bill, MatchReport } from '@gantry/core';
import { type AdvisoryDatabase, findMatches, openDatabase } from '@gantry/vulns';
import { databaseDir } from '../settings/cache-dir.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Fails early, before a long read of the target, when there is no advisory database. */
export function requireDatabase(terminal: Terminal): void {
  openDatabase(databaseDir(terminal.env)).close();
}

/** Does the work with the advisory database of the cache folder, the same from beginning to end; a missing one is a coded error. */
export async function withDatabase<T>(terminal: Terminal, work: (store: AdvisoryDatabase) => Promise<T>): Promise<T> {
  const store = openDatabase(databaseDir(terminal.env));
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

/** Matches a bill with the advisory database of the cache folder; a missing database is a coded error. */
export function reportOf(bill: Bill, terminal: Terminal): MatchReport {
  const store = openDatabase(databaseDir(terminal.env));
  try {
    return findMatches(bill, store);
  } finally {
    store.close();
  }
}

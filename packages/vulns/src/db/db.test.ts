import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Advisory, byCodeUnit, type KnownExploited } from '@gantry/core';
import { failureCode } from '@gantry/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storeFaults, testAdvisory, testAffected } from '../testing/index.ts';
import { createDatabaseBuilder } from './build.ts';
import { installDatabase } from './install.ts';
import { openDatabase } from './open.ts';
import { databaseFormat } from './schema.ts';
import { searchDatabase } from './search.ts';
import { checkDatabase, databaseStatus } from './status.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'gantry-db-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Builds and swaps in a database that covers all that its advisories speak of. */
async function install(
  advisories: readonly Advisory[],
  exploited: readonly KnownExploited[] = [],
  format = databaseFormat,
) {
  return await installDatabase(dir, async ({ folder, file }) => {
    const builder = createDatabaseBuilder(folder, { sorterBudget: 500 });
    for (const advisory of advisories) builder.advisory(advisory);
    for (const entry of exploited) builder.knownExploited(entry);
    const facts = { format, builtAt: '2026-01-01T00:00:00Z', starter: false, sources: [], losses: [] };
    return await builder.write(
      file,
      (counts, covered) => ({ ...facts, counts, covered: [...covered].sort(byCodeUnit) }),
      async () => {},
    );
  });
}

function sample(version: string, count = 40): Advisory[] {
  return Array.from({ length: count }, (_, at) =>
    testAdvisory(`T-${at}`, {
      aliases: [`CVE-2026-${1000 + at}`],
      affected: [testAffected('npm', `pkg-${at}`, { ranges: [`<${version}`] })],
    }),
  );
}

function databaseFile(): string {
  return join(dir, readdirSync(dir).find((name) => name.endsWith('.gdb')) ?? '');
}

describe('vulns/db', () => {
  it('answers as the port promises', async () => {
    const faults = await storeFaults(async (advisories, exploited) => {
      await install(advisories, exploited);
      return openDatabase(dir, { verify: true });
    });
    expect(faults).toEqual([]);
  });

  it('keeps the newest copy of a record, and of equal ones the first', async () => {
    const copy = (modified: string | null, name: string) =>
      testAdvisory('A-1', {
        modified,
        aliases: [`${name}-alias`],
        affected: [testAffected('npm', name, { ranges: ['*'] })],
      });
    await install([
      copy('2024-01-01T00:00:00Z', 'old'),
      copy('2025-01-01T00:00:00Z', 'new'),
      copy('2025-01-01T00:00:00Z', 'same'),
      copy(null, 'none'),
    ]);
    const database = openDatabase(dir);
    expect(['old', 'new', 'same', 'none'].map((name) => database.affected('npm', name).length)).toEqual([0, 1, 0, 0]);
    expect(['old', 'new'].map((name) => database.withAlias(`${name}-alias`).length)).toEqual([0, 1]);
    expect(database.about.counts).toMatchObject({ advisories: 1, rows: 1, packages: 1 });
    database.close();
  });

  it('finds by id, alias, whole name and last part', async () => {
    const log4j = testAffected('Maven', 'org.apache.logging.log4j:log4j-core', { ranges: ['<2.15.0'] });
    await install([
      testAdvisory('GHSA-a', {
        aliases: ['CVE-2021-44228'],
        affected: [log4j, testAffected('npm', 'Log4j-core', { ranges: ['*'] })],
      }),
    ]);
    const database = openDatabase(dir);
    const found = (query: string) => {
      const { advisories, packages } = searchDatabase(database, query);
      return [
        advisories.map(({ id }) => id),
        packages.map(({ ecosystem, name, rows }) => `${ecosystem} ${name} ${rows.length}`),
      ];
    };
    const both = ['Maven org.apache.logging.log4j:log4j-core 1', 'npm Log4j-core 1'];
    expect(found('GHSA-a')).toEqual([['GHSA-a'], []]);
    expect(found(' cve-2021-44228 ')).toEqual([['GHSA-a'], []]);
    expect(found('log4j-core')).toEqual([[], both]);
    expect(found('npm:log4j-core')).toEqual([[], [both[1]]]);
    expect(found('org.apache.logging.log4j:log4j-core')).toEqual([[], [both[0]]]);
    expect(found('nothing')).toEqual([[], []]);
    database.close();
  });

  it('says that there is none, or that its pointer is damaged', async () => {
    expect(await failureCode(() => openDatabase(dir))).toBe('VULNS_DB_MISSING');
    expect(await failureCode(() => openDatabase(join(dir, 'nowhere')))).toBe('VULNS_DB_MISSING');
    for (const text of ['', '{}', 'null', '{"version":1,"file":"../../etc/passwd","digest":"sha256:x","size":1}']) {
      writeFileSync(join(dir, 'current.json'), text);
      expect(await failureCode(() => openDatabase(dir)), text).toBe('VULNS_DB_CORRUPT');
    }
  });

  it('says when the file is gone, cut off, or from a newer Gantry', async () => {
    await install(sample('1.0.0'));
    const file = databaseFile();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.length - 1));
    expect(await failureCode(() => openDatabase(dir))).toBe('VULNS_DB_CORRUPT');
    rmSync(file);
    expect(await failureCode(() => openDatabase(dir))).toBe('VULNS_DB_CORRUPT');
    await install(sample('1.0.0'), [], databaseFormat + 1);
    expect(await failureCode(() => openDatabase(dir))).toBe('VULNS_DB_TOO_NEW');
  });

  it('finds damage anywhere when it is checked, and never gives a wrong answer before', async () => {
    await install(sample('1.0.0'));
    const file = databaseFile();
    const bytes = readFileSync(file);
    for (let at = 0; at < bytes.length; at += 13) {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] as number) ^ 0x10;
      writeFileSync(file, copy);
      expect(await failureCode(() => checkDatabase(dir)), `byte ${at}`).toBe('VULNS_DB_CORRUPT');
      const answer = await failureCode(() =>
        expect(openDatabase(dir).affected('npm', 'pkg-7')[0]?.advisoryId).toBe('T-7'),
      );
      expect(['VULNS_DB_CORRUPT', 'no failure'], `byte ${at}`).toContain(answer);
    }
  });

  it('keeps old readers while the database is replaced, and removes the old file', async () => {
    await install(sample('1.0.0'));
    const old = openDatabase(dir);
    const oldDigest = databaseStatus(dir).digest;
    await install(sample('2.0.0'));
    const fixed = (database: typeof old) => database.affected('npm', 'pkg-3')[0]?.affected.stretches[0]?.fixed;
    const fresh = openDatabase(dir);
    expect([fixed(old), fixed(fresh)]).toEqual(['1.0.0', '2.0.0']);
    expect(databaseStatus(dir).digest).not.toBe(oldDigest);
    expect(readdirSync(dir).sort(byCodeUnit)).toEqual([
      expect.stringMatching(/^advisories-[0-9a-f]{32}\.gdb$/),
      'current.json',
    ]);
    old.close();
    fresh.close();
  });

  it('can be opened all the time while it is replaced again and again', async () => {
    await install(sample('1.0.0'));
    let building = true;
    const replace = (async () => {
      for (let round = 2; round < 12; round += 1) await install(sample(`${round}.0.0`));
      building = false;
    })();
    let opened = 0;
    while (building) {
      const database = openDatabase(dir);
      expect(database.affected('npm', 'pkg-3')).toHaveLength(1);
      database.close();
      opened += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await replace;
    expect(opened).toBeGreaterThan(5);
  });

  it('leaves everything as it was when a build fails', async () => {
    await install(sample('1.0.0'));
    const before = databaseStatus(dir);
    const failing = installDatabase(dir, async ({ file }) => {
      writeFileSync(file, 'half');
      throw new Error('no more disk');
    });
    await expect(failing).rejects.toThrow('no more disk');
    expect(checkDatabase(dir)).toEqual(before);
    expect(readdirSync(dir)).toHaveLength(2);
  });

  it('lets one update run at a time', async () => {
    await install(sample('1.0.0'));
    await installDatabase(dir, async ({ folder, file }) => {
      expect(await failureCode(() => install(sample('3.0.0')))).toBe('VULNS_DB_LOCKED');
      expect(statSync(folder).isDirectory()).toBe(true);
      const builder = createDatabaseBuilder(folder);
      const facts = { format: databaseFormat, builtAt: '', starter: false, sources: [], losses: [], covered: [] };
      return await builder.write(
        file,
        (counts) => ({ ...facts, counts }),
        async () => {},
      );
    });
    expect(databaseStatus(dir).counts.rows).toBe(0);
  });

  it('writes the same file from the same advisories', async () => {
    const first = await install(sample('1.0.0'));
    const second = await install(sample('1.0.0'));
    expect(second.digest).toBe(first.digest);
    expect(openDatabase(dir, { verify: true }).facts().digest).toBe(first.digest);
  });
});

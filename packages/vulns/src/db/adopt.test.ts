import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureCode } from '@gantry/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testAdvisory, testAffected } from '../testing/index.ts';
import { adoptDatabase, installedFile } from './adopt.ts';
import { createDatabaseBuilder } from './build.ts';
import { installDatabase } from './install.ts';
import { openDatabase } from './open.ts';

const root = mkdtempSync(join(tmpdir(), 'gantry-adopt-'));
const here = join(root, 'here');

describe('db/adopt', () => {
  beforeAll(async () => {
    await installDatabase(here, async ({ folder, file }) => {
      const builder = createDatabaseBuilder(folder);
      builder.advisory(testAdvisory('GHSA-1', { affected: [testAffected('npm', 'left', { ranges: ['<2'] })] }));
      return builder.write(
        file,
        (counts) => ({ format: 1, builtAt: 'x', starter: false, sources: [], covered: ['npm'], counts, losses: [] }),
        async () => undefined,
      );
    });
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('takes over the bytes of another folder', async () => {
    const file = installedFile(here);
    if (file === null) throw new TypeError('no database');
    const there = join(root, 'there');
    await adoptDatabase(there, file.digest, inPieces(readFileSync(file.path)));
    expect(installedFile(there)).toMatchObject({ digest: file.digest, size: file.size });
    const database = openDatabase(there, { verify: true });
    expect(database.affected('npm', 'left')).toHaveLength(1);
    database.close();
  });

  it.each<[string, (bytes: Buffer) => Buffer, string]>([
    ['changed bytes', (bytes) => Buffer.from(bytes).fill(0, 100, 120), 'VULNS_DB_CORRUPT'],
    ['half of the bytes', (bytes) => bytes.subarray(0, bytes.length / 2), 'VULNS_DB_CORRUPT'],
  ])('refuses %s and keeps what is there', async (_name, damage, code) => {
    const file = installedFile(here);
    if (file === null) throw new TypeError('no database');
    const bytes = damage(readFileSync(file.path));
    expect(await failureCode(() => adoptDatabase(here, `sha256:${'0'.repeat(64)}`, inPieces(bytes)))).toBe(code);
    expect(installedFile(here)).toEqual(file);
  });

  it('refuses bytes that are no database, whatever their digest', async () => {
    const bytes = Buffer.from('no database');
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    expect(await failureCode(() => adoptDatabase(join(root, 'empty'), digest, inPieces(bytes)))).toBe(
      'IO_BLOCKS_CORRUPT',
    );
    expect(installedFile(join(root, 'empty'))).toBeNull();
  });

  it('has no file where there is no database', () => expect(installedFile(join(root, 'nowhere'))).toBeNull());
});

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

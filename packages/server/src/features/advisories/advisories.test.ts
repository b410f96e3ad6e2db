import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureCode } from '@gantry/core/testing';
import { installedFile, updateDatabase } from '@gantry/vulns';
import { writeFeedFolder } from '@gantry/vulns/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestPlatform, testPlatform } from '../../testing/index.ts';
import { createAdvisories } from './index.ts';

const root = mkdtempSync(join(tmpdir(), 'gantry-advisories-'));
const feed = (version: string) =>
  writeFeedFolder(join(root, `feed-${version}`), {
    npm: [
      {
        id: 'GHSA-1',
        modified: '2026-01-01T00:00:00Z',
        affected: [
          {
            package: { ecosystem: 'npm', name: 'left' },
            ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: version }] }],
          },
        ],
      },
    ],
  });

describe('features/advisories', () => {
  let platform: TestPlatform;
  const host = (name: string, shared: boolean) =>
    createAdvisories({ platform: { ...platform, dataDir: join(root, name) }, shared });
  const build = (name: string, version: string) =>
    updateDatabase({ dir: join(root, name, 'advisories'), from: feed(version), now: '2026-01-02T00:00:00Z' });

  beforeAll(async () => {
    platform = await testPlatform();
  });
  afterAll(async () => {
    await platform.close();
    rmSync(root, { recursive: true, force: true });
  });

  it('begins with the starter set', async () => {
    const advisories = host('first', false);
    expect(advisories.current()).toBeNull();
    expect(advisories.status()).toBeNull();
    expect(await failureCode(() => advisories.use(async () => undefined))).toBe('ADVISORIES_NONE');
    await advisories.start();
    expect(advisories.current()?.facts().starter).toBe(true);
    expect(advisories.status()).toMatchObject({ starter: true, age: 0 });
    platform.setTime('2026-01-02T04:04:05Z');
    expect(advisories.status()?.age).toBe(3_600);
    advisories.stop();
  });

  it('replaces one that is damaged', async () => {
    const folder = join(root, 'damaged', 'advisories');
    cpSync(join(root, 'first', 'advisories'), folder, { recursive: true });
    const file = installedFile(folder);
    writeFileSync(file?.path ?? '', 'no database');
    const advisories = host('damaged', false);
    await advisories.start();
    expect(advisories.current()?.facts().starter).toBe(true);
    advisories.stop();
  });

  it('takes up a newer one, and keeps the old one for those who use it', async () => {
    const advisories = host('swapped', false);
    await advisories.start();
    const before = advisories.current();
    await advisories.use(async (store) => {
      await build('swapped', '2.0.0');
      await advisories.reload();
      expect(store.covers('npm')).toBe(true);
      expect(store.facts().starter).toBe(true);
    });
    expect(advisories.current()).not.toBe(before);
    expect(advisories.current()?.affected('npm', 'left')).toHaveLength(1);
    const last = advisories.current();
    advisories.stop();
    expect(await failureCode(async () => last?.affected('npm', 'left'))).toBe('ADVISORIES_CLOSED');
  });

  it('hands the one that a server built to the others of the site', async () => {
    const [builder, other] = [host('builder', true), host('other', true)];
    await builder.start();
    await other.start();
    for (const version of ['3.0.0', '4.0.0']) {
      await build('builder', version);
      await builder.publish();
      await other.reload();
      expect(other.current()?.facts().digest).toBe(builder.current()?.facts().digest);
      expect(other.current()?.facts().starter).toBe(false);
    }
    const names = await platform.db.selectFrom('stored_piece').select('name').distinct().execute();
    expect(names).toEqual([{ name: `advisories/${builder.current()?.facts().digest}` }]);
    const late = host('late', true);
    await late.start();
    expect(late.current()?.facts().starter).toBe(false);
    for (const one of [builder, other, late]) one.stop();
  });
});

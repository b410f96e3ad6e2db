import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFile, processSpace } from '@gantry/io/files';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLog } from '../../kernel/log/index.ts';
import { workFolders } from './work-folders.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'gantry-work-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const foldersOf = (hostId: string) => workFolders({ dataDir, hostId, log: silentLog });

it('gives each analysis a folder below the data folder', async () => {
  const folder = await foldersOf('here').open();
  expect(folder.path.startsWith(join(dataDir, 'work', 'here'))).toBe(true);
  await folder.remove();
  expect(readdirSync(join(dataDir, 'work', 'here'))).toEqual([]);
});

it('removes what servers left that are gone, and nothing else', async () => {
  for (const name of ['dead', 'alive', 'without-lock']) {
    mkdirSync(join(dataDir, 'work', name, 'gantry-x'), { recursive: true });
    writeFileSync(join(dataDir, 'work', name, 'gantry-x', 'layer'), 'x');
  }
  const dead = { pid: 2 ** 22 + 12345, host: processSpace() };
  writeFileSync(join(dataDir, 'work', 'dead.lock'), `${JSON.stringify(dead)} abc`);
  const lock = lockFile(join(dataDir, 'work', 'alive.lock'));
  const here = foldersOf('here');
  const folder = await here.open();
  await here.sweep();
  lock.release();
  expect(readdirSync(join(dataDir, 'work')).sort()).toEqual(['alive', 'here', 'here.lock']);
  expect(existsSync(folder.path)).toBe(true);
});

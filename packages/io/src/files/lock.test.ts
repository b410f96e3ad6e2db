import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureCode } from '@gantry/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFile, processSpace } from './lock.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-lock-'));
  path = join(folder, 'update.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const deadProcess = 2 ** 22 + 12345;

describe('io/files/lock', () => {
  it('lets one in at a time', async () => {
    const lock = lockFile(path);
    expect(lock.isHeld()).toBe(true);
    expect(await failureCode(() => lockFile(path))).toBe('IO_LOCKED');
    lock.release();
    lockFile(path).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes over the lock of a process of this machine that died', () => {
    writeFileSync(path, `${JSON.stringify({ pid: deadProcess, host: processSpace() })} abc`);
    const lock = lockFile(path);
    expect(lock.isHeld()).toBe(true);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')(
    'takes over the lock of a dead process whose number a living one has now',
    async () => {
      const holder = { pid: process.pid, host: processSpace() };
      writeFileSync(path, `${JSON.stringify({ ...holder, started: '1' })} abc`);
      lockFile(path).release();
      writeFileSync(path, `${JSON.stringify(holder)} abc`);
      expect(await failureCode(() => lockFile(path))).toBe('IO_LOCKED');
    },
  );

  it.each([
    ['of another machine', `${JSON.stringify({ pid: deadProcess, host: 'elsewhere' })} abc`],
    ['that makes no sense', '{"pid":'],
    ['that is empty', ''],
  ])('waits for a fresh lock %s, and takes it over when it is old', async (_whose, text) => {
    writeFileSync(path, text);
    expect(await failureCode(() => lockFile(path))).toBe('IO_LOCKED');
    const long = new Date(Date.now() - 10 * 60_000);
    utimesSync(path, long, long);
    lockFile(path).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('knows when it was taken away, and does not release what is not its own', () => {
    const lock = lockFile(path);
    writeFileSync(path, 'other');
    expect(lock.isHeld()).toBe(false);
    lock.release();
    expect(readFileSync(path, 'utf8')).toBe('other');
  });

  it('says that the folder is missing', async () => {
    expect(await failureCode(() => lockFile(join(folder, 'none', 'x.lock')))).toBe('IO_WRITE_FAILED');
  });
});

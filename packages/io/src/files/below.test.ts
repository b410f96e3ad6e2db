import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureCode } from '@gantry/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBelow } from './below.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'gantry-test-'));
  await mkdir(join(root, 'real'));
  await writeFile(join(root, 'real', 'file'), 'content');
  await symlink('/etc', join(root, 'link'));
  await symlink('/etc/hostname', join(root, 'real', 'link'));
});
afterAll(() => rm(root, { recursive: true }));

describe('files/below', () => {
  it('reads a file, also below a root that is a link', async () => {
    await symlink(root, `${root}-link`);
    expect(Buffer.from(await readBelow(`${root}-link`, ['real', 'file'], 100)).toString()).toBe('content');
    await rm(`${root}-link`);
  });

  it.each([
    [['link', 'hostname'], 'IO_FILE_UNREADABLE'],
    [['real', 'link'], 'IO_FILE_UNREADABLE'],
    [['real'], 'IO_FILE_UNREADABLE'],
    [['real', 'file', 'more'], 'IO_FILE_UNREADABLE'],
    [['..', 'etc', 'passwd'], 'IO_FILE_UNREADABLE'],
    [['real/file'], 'IO_FILE_UNREADABLE'],
    [['real', 'a\0b'], 'IO_FILE_UNREADABLE'],
    [[], 'IO_FILE_UNREADABLE'],
    [['absent'], 'IO_FILE_MISSING'],
    [['absent', 'file'], 'IO_FILE_MISSING'],
  ])('refuses %j', async (names, code) => {
    expect(await failureCode(() => readBelow(root, names, 100))).toBe(code);
  });

  it('refuses a file over the limit', async () => {
    expect(await failureCode(() => readBelow(root, ['real', 'file'], 3))).toBe('IO_FILE_TOO_LARGE');
  });
});

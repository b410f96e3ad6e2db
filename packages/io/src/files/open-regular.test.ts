import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureCode } from '@gantry/core/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { fileCompression } from '../archive/inflate-file.ts';
import { openBlockFile } from '../blocks/read-block-file.ts';
import { fileHead, readWhole } from './collect.ts';
import { openAccess } from './open-access.ts';
import { openRegular } from './open-regular.ts';
import { readOrNull } from './read-or-null.ts';

const folder = mkdtempSync(join(tmpdir(), 'gantry-open-'));
afterAll(() => rmSync(folder, { recursive: true }));
const pipe = join(folder, 'pipe');
execFileSync('mkfifo', [pipe]);

describe('files/open-regular', () => {
  it('opens a file', () => {
    writeFileSync(join(folder, 'file'), 'x');
    closeSync(openRegular(join(folder, 'file')));
  });

  it.each([
    ['openRegular', () => openRegular(pipe)],
    ['openAccess', () => openAccess(pipe)],
    ['openBlockFile', () => openBlockFile(pipe)],
    ['fileCompression', () => fileCompression(pipe)],
  ])('%s refuses a pipe without waiting for a writer', async (_name, read) => {
    expect(await failureCode(async () => read())).toBe('IO_FILE_UNREADABLE');
  });

  it('a cache forgets what is a pipe or a folder', async () => {
    expect([await readOrNull(pipe, 10), await readOrNull(folder, 1 << 20)]).toEqual([null, null]);
  });

  it.skipIf(process.platform !== 'linux').each([
    ['readWhole', () => readWhole('/proc/self/mem', 10)],
    ['fileHead', () => fileHead('/proc/self/mem', 10)],
    ['fileCompression', async () => fileCompression('/proc/self/mem')],
  ])('%s gives a coded error when the system refuses to read on', async (_name, read) => {
    expect(await failureCode(read)).toBe('IO_FILE_UNREADABLE');
  });
});

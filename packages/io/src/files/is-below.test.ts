import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isBelow } from './is-below.ts';

const root = mkdtempSync(join(tmpdir(), 'gantry-below-'));
const folder = join(root, 'in');
mkdirSync(join(folder, 'deep'), { recursive: true });
writeFileSync(join(root, 'out'), '');
writeFileSync(join(folder, 'deep', 'file'), '');
writeFileSync(join(folder, '..file'), '');
symlinkSync(join(root, 'out'), join(folder, 'escape'));
symlinkSync('..', join(folder, 'up'));
symlinkSync(join(folder, 'deep'), join(folder, 'inner'));
afterAll(() => rmSync(root, { recursive: true }));

describe('io/files isBelow', () => {
  it.each([
    ['deep/file', true],
    ['deep', true],
    ['..file', true],
    ['inner/file', true],
    ['gone', true],
    ['.', false],
    ['..', false],
    ['../out', false],
    ['deep/../../out', false],
    ['escape', false],
    ['up/out', false],
  ])('%s: %s', async (path, below) => {
    expect(await isBelow(folder, join(folder, path))).toBe(below);
  });

  it('another place altogether is not below', async () => {
    expect(await isBelow(folder, '/etc/passwd')).toBe(false);
  });
});

import { resolve } from 'node:path';
import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { openDir } from './open.ts';

describe('sources/dir/open', () => {
  it('gives the absolute path of a folder', async () => {
    expect(await openDir('.')).toMatchObject({ kind: 'directory', target: '.', path: resolve('.') });
  });

  it.each([
    ['/nowhere/at/all', 'SBOM_PATH_MISSING'],
    [import.meta.filename, 'SBOM_PATH_WRONG'],
  ])('refuses %s', async (path, code) => {
    expect(await failureCode(() => openDir(path))).toBe(code);
  });
});

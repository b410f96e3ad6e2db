import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { openFile } from './open.ts';

describe('sources/file/open', () => {
  it('gives the absolute path of a file', async () => {
    const path = import.meta.filename;
    expect(await openFile(path)).toMatchObject({ kind: 'file', target: path, path });
  });

  it.each([
    ['/nowhere/at/all', 'SBOM_PATH_MISSING'],
    [import.meta.dirname, 'SBOM_PATH_WRONG'],
  ])('refuses %s', async (path, code) => {
    expect(await failureCode(() => openFile(path))).toBe(code);
  });
});

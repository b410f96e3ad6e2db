import { describe, expect, it } from 'vitest';
import { catalogFiles } from '../../testing/index.ts';
import { unsupportedFormats } from './formats.ts';
import { unsupportedLocks } from './index.ts';

describe('catalogers/unsupported-locks', () => {
  it.each([...unsupportedFormats.keys()])('names %s', (name) => {
    const found = catalogFiles(unsupportedLocks, { [`/srv/${name}`]: 'anything' });
    expect(found.packages).toEqual([]);
    expect(found.unread).toMatchObject([{ path: `/srv/${name}`, code: 'SBOM_FORMAT_UNSUPPORTED' }]);
  });

  it.each([
    '/srv/node_modules/a/yarn.lock',
    '/usr/share/doc/x/poetry.lock',
    '/srv/vendor/a/b/yarn.lock',
    '/srv/yarn.lock.txt',
  ])('passes over %s', (path) => {
    expect(catalogFiles(unsupportedLocks, { [path]: '' }).unread).toEqual([]);
  });
});

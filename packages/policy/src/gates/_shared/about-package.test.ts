import { describe, expect, it } from 'vitest';
import { aPackage } from '../../testing/index.ts';
import { packageLayer } from './about-package.ts';

const [below, above] = ['sha256:below', 'sha256:above'] as const;
const at = (path: string, layer: string, role: 'primary' | 'supporting' = 'supporting') =>
  ({ path, layer, role }) as never;
const database = at('/var/lib/dpkg/status', above, 'primary');

describe('policy/gates: the layer of a package', () => {
  it.each([
    ['deb', [database], above],
    ['deb', [database, at('/var/lib/dpkg/info/libc6:amd64.list', below)], below],
    ['deb', [at('/usr/share/doc/libc6/copyright', below), database], above],
    ['apk', [at('/lib/apk/db/installed', above, 'primary')], above],
    ['npm', [], null],
  ] as const)('%s with %j', (kind, locations, layer) => {
    expect(packageLayer(aPackage(kind, 'libc6', { locations }))).toBe(layer);
  });
});

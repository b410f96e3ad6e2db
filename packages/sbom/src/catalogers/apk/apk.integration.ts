import { describe, expect, it } from 'vitest';
import { billOfImage, hasImage, oracleRows } from '../../testing/oracle.ts';

describe('catalogers/apk in images', () => {
  it('apk-min', async () => {
    if (!hasImage('apk-min')) return;
    const bill = await billOfImage('apk-min');
    expect(bill.distro).toMatchObject({ id: 'alpine', version: '3.13.0' });
    expect(bill.packages.map((one) => `${one.name} ${one.version}`)).toEqual([
      'busybox 1.32.1-r0',
      'libcrypto1.1 1.1.1i-r0',
      'musl 1.2.2-r0',
      'openssl 1.1.1i-r0',
      'ssl_client 1.32.1-r0',
    ]);
    expect(bill.unread).toEqual([]);
  });

  it('tricky: a database reached through a symlink, in an image of another distro', async () => {
    if (!hasImage('tricky')) return;
    const rows = oracleRows('tricky', 'packages.tsv').filter((row) => row['ecosystem'] === 'apk');
    const found = (await billOfImage('tricky')).packages.filter((one) => one.kind === 'apk');
    expect(found.map((one) => `${one.name} ${one.version} ${one.locations[0]?.path.slice(1)}`)).toEqual(
      rows.map((row) => `${row['name']} ${row['version']} ${row['path']}`).sort(),
    );
  });
});

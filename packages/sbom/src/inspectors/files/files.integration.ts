import type { FileFacts } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { requestInspection } from '../../inspecting/wish.ts';
import { hasImage, inspectionOfImage, oracleRows } from '../../testing/oracle.ts';

const types: Readonly<Record<string, FileFacts['type']>> = { f: 'file', d: 'directory', l: 'symlink' };

async function entriesOf(image: string): Promise<readonly FileFacts[]> {
  const inspection = await inspectionOfImage(image, requestInspection({ parts: ['files'] }));
  return inspection?.files?.entries ?? [];
}

/** Names that the table of the oracle writes with escapes are left out. */
function isPlain(path: string): boolean {
  return /^[\x20-\x5b\x5d-\x7e]*$/.test(path);
}

describe('inspectors/files in images', () => {
  it.each(['debian-services', 'apk-min', 'rpm-sqlite', 'tricky'])(
    '%s: every entry as an unpacked root has it',
    async (image) => {
      if (!hasImage(image)) return;
      const entries = await entriesOf(image);
      const rows = oracleRows(image, 'files.tsv');
      expect(entries).toHaveLength(rows.length);
      const line = (values: readonly unknown[]) => values.join(' ');
      const found = entries.map(({ path, type, mode, uid, gid, sha256, target }) => ({
        path: path.slice(1),
        facts: line([type, mode, uid, gid, sha256?.slice('sha256:'.length) ?? '', target ?? '']),
      }));
      const expected = rows.map(({ path = '', type = '', mode = '', uid, gid, sha256, target }) => ({
        path,
        facts: line([types[type] ?? 'special', Number.parseInt(mode, 8), uid, gid, sha256, target]),
      }));
      const table = (list: typeof found) =>
        Object.fromEntries(list.filter(({ path }) => isPlain(path)).map(({ path, facts }) => [path, facts]));
      expect(table(found)).toEqual(table(expected));
    },
    120_000,
  );

  it('debian-services: programs with more rights than who runs them', async () => {
    if (!hasImage('debian-services')) return;
    const entries = await entriesOf('debian-services');
    const privileged = entries.filter(({ type, mode }) => type === 'file' && (mode & 0o6000) !== 0);
    const rows = oracleRows('debian-services', 'suid.txt').filter((row) => row['type'] === 'f');
    expect(privileged.map(({ path }) => path.slice(1))).toEqual(rows.map((row) => row['path']).sort());
    expect(privileged.length).toBeGreaterThan(10);
    const capable = entries.filter(({ capabilities }) => capabilities !== undefined);
    expect(capable.map(({ path, capabilities }) => `${path.slice(1)} ${capabilities?.join()}`)).toEqual(
      oracleRows('debian-services', 'caps.tsv').map((row) => `${row['path']} ${row['capabilities']}`),
    );
  }, 120_000);
});

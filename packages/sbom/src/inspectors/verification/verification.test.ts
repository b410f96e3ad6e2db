import { createHash } from 'node:crypto';
import type { Package } from '@gantry/core';
import type { OwnedFile } from '@gantry/core/package';
import { describe, expect, it } from 'vitest';
import { type InspectedWorld, inspectFiles } from '../../testing/inspect-files.ts';
import { verification } from './index.ts';

const md5 = `md5:${'a'.repeat(32)}`;
const other = `md5:${'b'.repeat(32)}`;

function packageOf(kind: 'deb' | 'rpm' | 'apk', files: readonly OwnedFile[], name = 'pkg'): Package {
  // Only what the inspector looks at.
  return { id: `id-${name}`, kind, name, metadata: { kind, files } } as unknown as Package;
}

/** Differences as `path status what`, after one file of a package was compared with one of a tree. */
async function compare(kind: 'deb' | 'rpm' | 'apk', file: Partial<OwnedFile>, world: InspectedWorld) {
  const { found, unread } = await inspectFiles(
    verification,
    { '/etc/passwd': 'root:x:0:0::/:\nweb:x:33:33::/:\n', '/etc/group': 'root:x:0:\nweb:x:33:\n' },
    { packages: [packageOf(kind, [{ path: '/bin/a', ...file }])], ...world },
  );
  const { files, compared, notCompared } = found as {
    files: { path: string; status: string; what: string[] }[];
    compared: number;
    notCompared: { because: string }[];
  };
  return {
    lines: files.map(({ path, status, what }) => `${path} ${status} ${what.join()}`),
    compared,
    not: notCompared.map(({ because }) => because),
    codes: unread.map(({ code }) => code),
  };
}

const file = { type: 'file', mode: 0o755, uid: 0, gid: 0, size: 5 } as const;
const regular = 0o100755;

describe('inspectors/verification', () => {
  it.each([
    ['the same', 'deb', { digest: md5 }, file, []],
    ['another digest', 'deb', { digest: other }, file, ['/bin/a changed digest']],
    ['nothing there', 'deb', { digest: md5 }, null, ['/bin/a missing ']],
    ['a link in its place', 'deb', { digest: md5 }, '-> b', ['/bin/a changed type']],
    ['a configuration file', 'deb', { digest: other, config: true }, file, []],
    ['all that rpm states', 'rpm', { digest: md5, mode: regular, size: 5, owner: 'root', group: 'root' }, file, []],
    ['mode and size', 'rpm', { digest: md5, mode: 0o104755, size: 6 }, file, ['/bin/a changed mode,size']],
    ['a folder in its place', 'rpm', { mode: regular }, 'directory', ['/bin/a changed type']],
    ['another owner', 'rpm', { owner: 'web' }, file, ['/bin/a changed owner']],
    ['an owner that nobody knows', 'rpm', { owner: 'nobody-knows', group: 'root' }, file, []],
    ['a link elsewhere', 'rpm', { mode: 0o120777, target: 'b' }, '-> c', ['/bin/a changed target']],
    ['a missing ghost', 'rpm', { mode: regular, optional: true }, null, []],
    ['what may differ', 'rpm', { digest: other, mode: 0o100644, unverified: ['digest', 'mode'] }, file, []],
    ['a mode of apk', 'apk', { mode: 0o700 }, file, ['/bin/a changed mode']],
    ['a file that apk protects', 'apk', { path: '/etc/motd', digest: other }, null, []],
    ['a start script of apk', 'apk', { path: '/etc/init.d/a' }, null, ['/etc/init.d/a missing ']],
  ] as const)('%s (%s)', async (_name, kind, stated, there, lines) => {
    const others = there === null ? {} : { '/bin/a': there };
    expect((await compare(kind, stated, { others, digests: { '/bin/a': md5 } })).lines).toEqual(lines);
  });

  it('compares the targets of links by the digests of apk', async () => {
    const digest = `sha1:${createHash('sha1').update('busybox').digest('hex')}`;
    expect((await compare('apk', { digest }, { others: { '/bin/a': '-> busybox' } })).lines).toEqual([]);
    expect((await compare('apk', { digest }, { others: { '/bin/a': '-> other' } })).lines).toEqual([
      '/bin/a changed digest',
    ]);
  });

  it('follows diversions of other packages', async () => {
    const { found } = await inspectFiles(
      verification,
      { '/var/lib/dpkg/diversions': '/bin/a\n/bin/a.real\nwrapper\n' },
      {
        packages: [
          packageOf('deb', [{ path: '/bin/a', digest: md5 }]),
          packageOf('deb', [{ path: '/bin/a', digest: other }], 'wrapper'),
        ],
        others: { '/bin/a': 'file', '/bin/a.real': 'file' },
        digests: { '/bin/a': other, '/bin/a.real': md5 },
      },
    );
    expect(found).toEqual({ files: [], compared: 2, notCompared: [] });
  });

  it('says what it could not compare', async () => {
    const world = { others: { '/bin/a': 'file' } } as const;
    expect(await compare('deb', {}, world)).toMatchObject({ not: ['its database states no digests of its files'] });
    expect(await compare('deb', { digest: md5 }, world)).toMatchObject({ lines: [], codes: ['SBOM_FILE_NOT_HASHED'] });
    expect(await compare('rpm', {}, { packages: [packageOf('rpm', [])] })).toMatchObject({
      compared: 0,
      not: ['its database lists no files'],
    });
  });
});

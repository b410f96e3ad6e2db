import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Inspection } from '@gantry/core';
import { afterAll, describe, expect, it } from 'vitest';
import { memoryCache } from '../cataloging/memory-cache.ts';
import { type ReadArtifactOptions, readArtifact } from '../create-bill.ts';
import { openTarget } from '../sources/open-target.ts';
import { buildImage, layoutFiles, type TestLayer, writeFolder } from '../testing/image-builder.ts';
import { requestInspection } from './wish.ts';

const folder = mkdtempSync(join(tmpdir(), 'gantry-inspecting-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function inspect(layers: readonly TestLayer[], options: Partial<ReadArtifactOptions>) {
  const image = buildImage({ layers });
  const layout = await writeFolder(layoutFiles({ latest: image }));
  const opened = await openTarget(`oci-dir:${layout.path}`, {});
  try {
    const read = await readArtifact(opened, { toolVersion: '0', ...options });
    return { ...read, diffIds: image.diffIds };
  } finally {
    await opened.close();
    await layout.remove();
  }
}

const sha256 = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const wish = (parts: readonly (keyof Inspection & string)[], retrieve: readonly string[] = []) =>
  requestInspection({ parts: parts as never, retrieve });

const layers: TestLayer[] = [
  {
    files: {
      'etc/passwd': 'root:x:0:0::/root:/bin/sh\n',
      'usr/lib/os-release': 'ID=debian\n',
      'etc/os-release': { type: 'symlink', target: '../usr/lib/os-release' },
      'usr/bin/su': { content: 'su', mode: 0o4755, gid: 7 },
      gone: 'x',
    },
  },
  { files: { '.wh.gone': '', 'usr/bin/su2': { type: 'hardlink', target: 'usr/bin/su' }, empty: '' } },
];

describe('inspecting', () => {
  it('looks at nothing that nobody asked for', async () => {
    expect((await inspect(layers, {})).inspection).toBeNull();
    expect((await inspect(layers, { inspect: requestInspection({ parts: [] }) })).inspection).toBeNull();
  });

  it('indexes what is visible, with digests', async () => {
    const { inspection, diffIds } = await inspect(layers, { inspect: wish(['files']) });
    const entries = inspection?.files?.entries ?? [];
    expect(entries.map(({ path }) => path)).toEqual([
      '/empty',
      '/etc',
      '/etc/os-release',
      '/etc/passwd',
      '/usr',
      '/usr/bin',
      '/usr/bin/su',
      '/usr/bin/su2',
      '/usr/lib',
      '/usr/lib/os-release',
    ]);
    const su = { type: 'file', mode: 0o4755, uid: 0, gid: 7, size: 2, sha256: sha256('su') };
    expect(entries.find(({ path }) => path === '/usr/bin/su')).toEqual({
      path: '/usr/bin/su',
      ...su,
      layer: diffIds[0],
    });
    expect(entries.find(({ path }) => path === '/usr/bin/su2')).toMatchObject({ ...su, layer: diffIds[1] });
    expect(entries.find(({ path }) => path === '/empty')).toMatchObject({ sha256: sha256('') });
    expect(inspection).toMatchObject({ hardening: null, verification: null, retrievedFiles: null, unread: [] });
  });

  it('keeps files behind links, and says which were too large', async () => {
    const wanted = requestInspection(
      { parts: ['retrievedFiles'], retrieve: ['/etc/os-release', '/etc/passwd', '/nothing'] },
      { limits: { retrieveFileBytes: 20 } },
    );
    const { inspection } = await inspect(layers, { inspect: wanted });
    expect(inspection?.retrievedFiles).toMatchObject({
      files: [{ path: '/etc/os-release', size: 10, content: Buffer.from('ID=debian\n').toString('base64') }],
      skipped: [{ path: '/etc/passwd' }],
    });
    expect(inspection?.unread).toMatchObject([
      { path: '/etc/passwd', by: 'retrieved-files', code: 'SBOM_FILE_TOO_LARGE' },
    ]);
  });

  it('gives the same from the layer cache, and the same bill with and without', async () => {
    const cache = memoryCache();
    const all = wish(['files', 'hardening', 'retrievedFiles', 'verification'], ['/etc/passwd']);
    const cold = await inspect(layers, { cache, inspect: all });
    const stored = cache.entries.size;
    const warm = await inspect(layers, { cache, inspect: all });
    expect(warm.inspection).toEqual(cold.inspection);
    expect(cache.entries.size).toBe(stored);
    const { source: _source, ...bill } = cold.bill;
    expect((await inspect(layers, { cache })).bill).toMatchObject(bill);
  });

  it('inspects folders', async () => {
    const root = join(folder, 'root');
    mkdirSync(join(root, 'etc'), { recursive: true });
    writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0');
    symlinkSync('passwd', join(root, 'etc/link'));
    const opened = await openTarget(`dir:${root}`, {});
    const { inspection } = await readArtifact(opened, {
      toolVersion: '0',
      inspect: wish(['files', 'retrievedFiles'], ['/etc/link']),
    });
    expect(inspection?.files?.entries.find(({ path }) => path === '/etc/passwd')?.sha256).toBe(sha256('root:x:0:0'));
    expect(inspection?.retrievedFiles?.files).toEqual([
      { path: '/etc/link', size: 10, content: Buffer.from('root:x:0:0').toString('base64') },
    ]);
    await opened.close();
  });

  it('compares packages of dpkg with their files', async () => {
    const md5 = (text: string) => createHash('md5').update(text).digest('hex');
    const status = 'Package: a\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n';
    const { inspection } = await inspect(
      [
        {
          files: {
            'var/lib/dpkg/status': status,
            'var/lib/dpkg/info/a.list': '/opt/a\n/usr/b\n/usr/c\n',
            'var/lib/dpkg/info/a.md5sums': `${md5('a')}  opt/a\n${md5('b')}  usr/b\n${md5('c')}  usr/c\n`,
            'opt/a': 'a',
            'usr/b': 'changed',
          },
        },
      ],
      { inspect: wish(['verification']) },
    );
    expect(inspection?.verification).toMatchObject({
      compared: 3,
      files: [
        { packageName: 'a', path: '/usr/b', status: 'changed', what: ['digest'] },
        { packageName: 'a', path: '/usr/c', status: 'missing', what: [] },
      ],
    });
  });
});

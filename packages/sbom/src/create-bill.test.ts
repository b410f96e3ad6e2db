import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureCode } from '@gantry/core/testing';
import { afterAll, describe, expect, it } from 'vitest';
import type { Cataloger, CatalogResult, VisibleFacts } from './cataloging/define-cataloger.ts';
import { memoryCache } from './cataloging/memory-cache.ts';
import { createBill } from './create-bill.ts';
import type { CreateBillOptions } from './scan-work.ts';
import { openTarget } from './sources/open-target.ts';
import { buildImage, layoutFiles, type TestLayer, writeFolder } from './testing/image-builder.ts';

const folder = mkdtempSync(join(tmpdir(), 'gantry-bill-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Names the first word of every `*.pkg` file; `boom` makes it throw. */
function testCataloger(over: Partial<Cataloger> = {}): Cataloger & { readonly seen: string[] } {
  const seen: string[] = [];
  return {
    name: 'test',
    revision: 1,
    about: '',
    reads: [{ globs: ['**/*.pkg', 'well/known/list'], maxBytes: 100 }],
    yields: ['npm'],
    read: ({ path, content }) => {
      seen.push(path);
      const text = Buffer.from(content.read(0, content.size)).toString();
      if (text === 'boom') throw new TypeError('boom');
      return text === 'nothing'
        ? { facts: null, unread: [{ code: 'SBOM_TEST', because: 'nothing' }] }
        : { facts: text };
    },
    assemble: (files): CatalogResult => ({ packages: (files as VisibleFacts<string>[]).map(toDraft) }),
    seen,
    ...over,
  };
}

function toDraft({ path, facts }: VisibleFacts<string>): CatalogResult['packages'][number] {
  return {
    kind: 'npm',
    name: facts,
    version: '1',
    purl: null,
    licenses: [],
    cpes: [],
    locations: [{ path, role: 'primary' }],
    foundBy: 'test',
    evidence: 'declared',
    metadata: { kind: 'npm' },
  };
}

async function billOf(layers: readonly TestLayer[], options: Partial<CreateBillOptions> = {}) {
  const layout = await writeFolder(layoutFiles({ latest: buildImage({ layers }) }));
  try {
    const opened = await openTarget(`oci-dir:${layout.path}`, {});
    return await createBill(opened, { toolVersion: '0', catalogers: [testCataloger()], ...options });
  } finally {
    await layout.remove();
  }
}

/** `name path layer` of every package. */
function lines(bill: Awaited<ReturnType<typeof billOf>>): string[] {
  const diffIds = bill.source.kind === 'image' ? bill.source.layers.map(({ diffId }) => diffId) : [];
  return bill.packages.map(
    ({ name, locations }) => `${name} ${locations[0]?.path} ${diffIds.indexOf(locations[0]?.layer ?? '')}`,
  );
}

describe('create-bill', () => {
  it('keeps what is visible, with the layer that brought it', async () => {
    const bill = await billOf([
      { files: { 'a.pkg': 'one', 'b.pkg': 'two', 'c.pkg': 'gone' } },
      { files: { 'b.pkg': 'three', '.wh.c.pkg': '' } },
    ]);
    expect(lines(bill)).toEqual(['one /a.pkg 0', 'three /b.pkg 1']);
    expect(bill.tool).toEqual({ name: 'gantry', version: '0' });
    expect(new Set(bill.packages.map(({ id }) => id)).size).toBe(2);
  });

  it('reads files behind links a second time: hard links, symlinks of known paths, symlinked folders', async () => {
    const hard = await billOf([{ files: { blob: 'hard', 'link.pkg': { type: 'hardlink', target: 'blob' } } }]);
    expect(lines(hard)).toEqual(['hard /link.pkg 0']);
    const soft = await billOf([
      { files: { 'data/store': 'soft' } },
      { files: { 'well/known/list': { type: 'symlink', target: '/data/store' } } },
    ]);
    expect(lines(soft)).toEqual(['soft /well/known/list 0']);
    const way = await billOf([
      {
        files: {
          'data/list': 'way',
          well: { type: 'directory' },
          'well/known': { type: 'symlink', target: '../data' },
        },
      },
    ]);
    expect(lines(way)).toEqual(['way /well/known/list 0']);
  });

  it('does not count one file twice that is reached by two names', async () => {
    const bill = await billOf([
      {
        files: {
          lib: { type: 'symlink', target: 'usr/lib' },
          'usr/lib/a.pkg': 'one',
          'usr/lib/b.pkg': { type: 'symlink', target: 'a.pkg' },
        },
      },
      { files: { 'lib/c.pkg': 'two' } },
    ]);
    expect(lines(bill)).toEqual(['one /usr/lib/a.pkg 0', 'two /usr/lib/c.pkg 1']);
  });

  it('reports what was not understood only where it is visible', async () => {
    const bill = await billOf([
      { files: { 'a.pkg': 'boom', 'b.pkg': 'nothing', 'c.pkg': 'x'.repeat(101), 'd.pkg': 'boom' } },
      { files: { '.wh.d.pkg': '' } },
    ]);
    expect(bill.unread.map(({ path, code, by }) => `${path} ${code} ${by}`)).toEqual([
      '/a.pkg SBOM_CATALOGER_FAILED test',
      '/b.pkg SBOM_TEST test',
      '/c.pkg SBOM_FILE_TOO_LARGE test',
    ]);
    expect(bill.packages).toEqual([]);
  });

  it('goes on without a cataloger that cannot put its facts together', async () => {
    const broken = testCataloger({
      name: 'broken',
      assemble: () => {
        throw new Error('no');
      },
    });
    const bill = await billOf([{ files: { 'a.pkg': 'one' } }], { catalogers: [broken, testCataloger()] });
    expect(lines(bill)).toEqual(['one /a.pkg 0']);
    expect(bill.unread.map(({ code, by }) => `${code} ${by}`)).toEqual(['SBOM_CATALOGER_FAILED broken']);
  });

  it('reads a layer once: the second bill comes from the cache, and so does damage not', async () => {
    const cache = memoryCache();
    const layers = [{ files: { 'a.pkg': 'one' } }];
    const [first, second, third, raised] = [
      testCataloger(),
      testCataloger(),
      testCataloger(),
      testCataloger({ revision: 2 }),
    ];
    const bill = await billOf(layers, { cache, catalogers: [first] });
    expect(await billOf(layers, { cache, catalogers: [second] })).toMatchObject({ packages: bill.packages });
    for (const value of cache.entries.values()) value.fill(0, 40, 60);
    expect(await billOf(layers, { cache, catalogers: [third] })).toMatchObject({ packages: bill.packages });
    await billOf(layers, { cache, catalogers: [raised] });
    expect([first, second, third, raised].map(({ seen }) => seen.length)).toEqual([1, 0, 1, 1]);
  });

  it('reads equal layers once', async () => {
    const cataloger = testCataloger();
    const layer = { files: { 'a.pkg': 'one' } };
    const bill = await billOf([layer, { files: { '.wh.a.pkg': '' } }, layer], { catalogers: [cataloger] });
    expect(lines(bill)).toHaveLength(1);
    expect(cataloger.seen).toEqual(['/a.pkg']);
  });

  it('refuses a layer that no engine unpacks', async () => {
    expect(await failureCode(() => billOf([{ tar: Buffer.from('this is no tar archive\n'.repeat(100)) }]))).toBe(
      'IO_TAR_CORRUPT',
    );
  });

  it('reads large files through a temporary file', async () => {
    const seen: string[] = [];
    const cataloger = testCataloger({
      reads: [{ globs: ['**'] }],
      read: ({ path, content, size }) => {
        seen.push(`${path} ${size} ${Buffer.from(content.read(size - 3, 100)).toString()}`);
        return { facts: null };
      },
    });
    await billOf([{ files: { big: `${'x'.repeat(5000)}end` } }], {
      catalogers: [cataloger],
      limits: { memoryFileBytes: 1000 },
    });
    expect(seen).toEqual(['/big 5003 end']);
  });

  it('tells of a used-up budget and keeps what was read before', async () => {
    const files = { 'a.pkg': 'one', zeros: new Uint8Array(3_000_000), 'b.pkg': 'two' };
    const bill = await billOf([{ files }], { limits: { maxLayerBytes: 2_000_000 } });
    expect(lines(bill)).toEqual(['one /a.pkg 0']);
    expect(bill.unread.map(({ path, code }) => `${path} ${code}`)).toEqual(['- SBOM_LAYER_BUDGET']);
  });
});

describe('create-bill of folders and files', () => {
  const root = join(folder, 'tree');
  mkdirSync(join(root, 'sub'), { recursive: true });
  writeFileSync(join(root, 'sub/a.pkg'), 'one');
  writeFileSync(join(folder, 'outside.pkg'), 'outside');
  symlinkSync('../outside.pkg', join(root, 'escape.pkg'));
  symlinkSync('.', join(root, 'circle'));

  it('walks a folder without leaving it', async () => {
    const bill = await createBill(await openTarget(`dir:${root}`, {}), {
      toolVersion: '0',
      catalogers: [testCataloger()],
    });
    expect(lines(bill)).toEqual(['one /sub/a.pkg -1']);
    expect(bill.source).toMatchObject({ kind: 'directory', path: root });
  });

  it('reads one file as if it were alone', async () => {
    const bill = await createBill(await openTarget(`file:${join(root, 'sub/a.pkg')}`, {}), {
      toolVersion: '0',
      catalogers: [testCataloger()],
    });
    expect(lines(bill)).toEqual(['one /a.pkg -1']);
    expect(bill.source).toMatchObject({ kind: 'file', digest: expect.stringMatching(/^sha256:/) });
  });
});

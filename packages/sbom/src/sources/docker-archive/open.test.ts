import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { failureCode } from '@gantry/core/testing';
import { readRange } from '@gantry/io/files';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type BuiltImage,
  buildImage,
  digestOf,
  dockerSaveFiles,
  layoutFiles,
  writeFolder,
} from '../../testing/image-builder.ts';
import { type TestFiles, writeTar } from '../../testing/tar-writer.ts';
import { openDockerArchiveFile } from './open.ts';

const folders: { remove(): Promise<void> }[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await folder.remove();
});

async function fileOf(bytes: Uint8Array, name = 'image.tar'): Promise<string> {
  const folder = await writeFolder({});
  folders.push(folder);
  await writeFile(join(folder.path, name), bytes);
  return join(folder.path, name);
}

const archiveOf = (files: TestFiles): Promise<string> => fileOf(writeTar(files));

const lower = writeTar({ 'etc/os-release': 'ID=debian\n' });
const upper = writeTar({ 'app/a.txt': 'a' });
const image = buildImage({
  layers: [
    { tar: lower, compress: 'none', createdBy: 'ADD' },
    { tar: upper, compress: 'none' },
  ],
  docker: true,
});
const other = buildImage({ layers: [{ tar: upper, compress: 'none' }], docker: true });
const saved = dockerSaveFiles({ 'app:1': image, 'example.org/other:2': other }, [lower, upper]);
const single = dockerSaveFiles({ 'app:1': image }, [lower, upper]);

/** What Docker 25 and later write: a layout, and manifest.json whose names are those of its blobs. */
function newForm(built: BuiltImage): Record<string, Uint8Array> {
  const blob = (digest: string): string => `blobs/${digest.replace(':', '/')}`;
  const entry = {
    Config: blob(built.config.digest),
    RepoTags: ['app:1'],
    Layers: built.layers.map((layer) => blob(layer.digest)),
  };
  return { ...layoutFiles({ '1': built }), 'manifest.json': Buffer.from(JSON.stringify([entry])) };
}

async function layerBytes(path: string): Promise<string[]> {
  const opened = await openDockerArchiveFile(path, {});
  const digests: string[] = [];
  for (const layer of opened.layers) {
    const ref = await layer.locate();
    digests.push(digestOf(await readRange(ref.path, ref)));
  }
  await opened.close();
  return digests;
}

describe('sources/docker-archive/open', () => {
  it('opens the old form with layers at their place in the archive', async () => {
    const path = await archiveOf(single);
    const { source } = await openDockerArchiveFile(path, {});
    expect(source).toMatchObject({ target: path, tags: ['app:1'], imageId: image.config.digest, repoDigests: [] });
    expect(source.layers.map((layer) => layer.diffId)).toEqual(image.diffIds);
    expect(source.layers[0]?.createdBy).toBe('ADD');
    expect(await layerBytes(path)).toEqual(image.diffIds);
  });

  it('opens the new form with the manifest of the layout', async () => {
    const packed = buildImage({ layers: [{ tar: lower }, { tar: upper }] });
    const path = await archiveOf(newForm(packed));
    const { source } = await openDockerArchiveFile(path, {});
    expect(source.manifestDigest).toBe(packed.manifest.digest);
    expect(await layerBytes(path)).toEqual(packed.layers.map((layer) => layer.digest));
  });

  it('follows layers that are links inside the archive', async () => {
    const [first = '', second = ''] = image.diffIds.map((diffId) => `${diffId.slice(7)}/layer.tar`);
    const files = {
      ...single,
      [first]: { type: 'symlink', target: '../real/layer.tar' } as const,
      'real/layer.tar': lower,
      [second]: { type: 'hardlink', target: 'second.tar' } as const,
      './second.tar': upper,
    };
    expect(await layerBytes(await archiveOf(files))).toEqual(image.diffIds);
  });

  it('opens a gzip packed archive and removes what it unpacked', async () => {
    const path = await fileOf(gzipSync(writeTar(single)), 'image.tar.gz');
    const opened = await openDockerArchiveFile(path, {});
    const ref = await opened.layers[0]?.locate();
    expect(ref?.path).not.toBe(path);
    await opened.close();
    expect(await failureCode(() => readRange(ref?.path ?? '', { offset: 0, length: 1 }))).toBe('IO_FILE_MISSING');
  });

  it('hashes layers that are stored packed', async () => {
    const packed = gzipSync(lower);
    const built = buildImage({ layers: [{ tar: lower }] });
    const files = dockerSaveFiles({ app: built }, []);
    const path = await archiveOf({ ...files, [`${built.diffIds[0]?.slice(7)}/layer.tar`]: packed });
    expect((await openDockerArchiveFile(path, {})).source.layers[0]).toMatchObject({
      digest: digestOf(packed),
      diffId: built.diffIds[0],
    });
  });

  it.each([
    [':app:1', image],
    [':docker.io/library/app:1', image],
    [':example.org/other:2', other],
    [`:${other.config.digest.slice(7, 19)}`, other],
  ])('chooses by name: %s', async (suffix, wanted) => {
    const path = await archiveOf(saved);
    expect((await openDockerArchiveFile(path + suffix, {})).source.imageId).toBe(wanted.config.digest);
  });

  it('opens a layout without manifest.json', async () => {
    const path = await archiveOf(layoutFiles({ '1': image }));
    expect((await openDockerArchiveFile(path, {})).source.manifestDigest).toBe(image.manifest.digest);
  });

  const config = `${image.config.digest.slice(7)}.json`;
  const manifest = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
  it.each<[string, () => Promise<string>, string]>([
    ['several images and no name', () => archiveOf(saved), 'SBOM_IMAGE_AMBIGUOUS'],
    ['a name that is not there', async () => `${await archiveOf(saved)}:nope`, 'SBOM_IMAGE_NAME_MISSING'],
    [
      'a configuration that is not what its name says',
      () => archiveOf({ ...single, [config]: '{}' }),
      'SBOM_BLOB_MISMATCH',
    ],
    [
      'a layer that is missing',
      () => archiveOf({ 'manifest.json': single['manifest.json'] ?? '', [config]: single[config] ?? '' }),
      'SBOM_BLOB_MISSING',
    ],
    [
      'layers that are links in a circle',
      () =>
        archiveOf({ ...single, [`${image.diffIds[0]?.slice(7)}/layer.tar`]: { type: 'symlink', target: 'layer.tar' } }),
      'SBOM_BLOB_MISSING',
    ],
    ['a manifest.json of nothing', () => archiveOf({ 'manifest.json': '[]' }), 'SBOM_ARCHIVE_INVALID'],
    [
      'a manifest.json of nonsense',
      () => archiveOf({ 'manifest.json': manifest([{ Config: 1, Layers: 'x' }]) }),
      'SBOM_ARCHIVE_INVALID',
    ],
    [
      'names that leave the archive',
      () => archiveOf({ 'manifest.json': manifest([{ Config: '../../etc/passwd', Layers: [] }]) }),
      'SBOM_ARCHIVE_INVALID',
    ],
    [
      'names that are no text',
      () => archiveOf({ 'manifest.json': manifest([{ Config: config, Layers: [1] }]) }),
      'SBOM_ARCHIVE_INVALID',
    ],
    [
      'fewer layers than diff ids',
      () => archiveOf({ ...single, 'manifest.json': manifest([{ Config: config, Layers: [] }]) }),
      'SBOM_DIFF_IDS_MISMATCH',
    ],
    ['a tar of something else', () => archiveOf({ 'a.txt': 'a' }), 'SBOM_ARCHIVE_INVALID'],
    ['no tar', () => fileOf(Buffer.from('hello'.repeat(500))), 'IO_TAR_CORRUPT'],
    ['an archive cut short', () => fileOf(writeTar(single).subarray(0, 2000)), 'IO_TAR_TRUNCATED'],
    ['a gzip cut short', () => fileOf(gzipSync(writeTar(single)).subarray(0, 200)), 'IO_GZIP_TRUNCATED'],
    ['a path that is not there', async () => '/nowhere/image.tar', 'SBOM_PATH_MISSING'],
  ])('refuses %s', async (_, make, code) => {
    const path = await make();
    expect(await failureCode(() => openDockerArchiveFile(path, {}))).toBe(code);
  });
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { failureCode } from '@gantry/core/testing';
import { readRange } from '@gantry/io/files';
import { afterEach, describe, expect, it } from 'vitest';
import { buildImage, buildIndex, digestOf, layoutFiles, writeFolder } from '../../testing/image-builder.ts';
import { writeTar } from '../../testing/tar-writer.ts';
import { openOciArchive } from './open.ts';

const folders: { remove(): Promise<void> }[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await folder.remove();
});

async function fileOf(bytes: Uint8Array): Promise<string> {
  const folder = await writeFolder({});
  folders.push(folder);
  const path = join(folder.path, 'image:odd.tar');
  await writeFile(path, bytes);
  return path;
}

const amd = buildImage({ layers: [{ files: { a: 'amd' } }] });
const arm = buildImage({
  layers: [{ files: { a: 'arm' } }],
  platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
});
const tar = writeTar(layoutFiles({ latest: buildIndex([amd, arm]), 'v1:x': arm }));

describe('sources/oci-archive/open', () => {
  it.each([
    ['plain', tar],
    ['packed', gzipSync(tar)],
  ])('opens a %s archive', async (_, bytes) => {
    const opened = await openOciArchive(await fileOf(bytes), { platform: 'linux/amd64' });
    expect(opened.source.manifestDigest).toBe(amd.manifest.digest);
    const ref = await opened.layers[0]?.locate();
    expect(ref === undefined ? '' : digestOf(await readRange(ref.path, ref))).toBe(amd.layers[0]?.digest);
    await opened.close();
  });

  it('chooses by tag where path and tag have colons', async () => {
    const opened = await openOciArchive(`${await fileOf(tar)}:v1:x`, {});
    expect(opened.source.manifestDigest).toBe(arm.manifest.digest);
  });

  it.each<[string, Uint8Array, string]>([
    ['another tar', writeTar({ a: 'a' }), 'SBOM_LAYOUT_INVALID'],
    [
      'a layout without index.json',
      writeTar({ 'oci-layout': '{"imageLayoutVersion":"1.0.0"}' }),
      'SBOM_ARCHIVE_INVALID',
    ],
    [
      'blobs that are links out of it',
      writeTar({
        ...layoutFiles({ latest: amd }),
        [`blobs/${amd.manifest.digest.replace(':', '/')}`]: { type: 'symlink', target: '/etc/passwd' },
      }),
      'SBOM_BLOB_MISSING',
    ],
  ])('refuses %s', async (_, bytes, code) => {
    const path = await fileOf(bytes);
    expect(await failureCode(() => openOciArchive(path, {}))).toBe(code);
  });
});

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { failureCode } from '@gantry/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildImage, dockerSaveFiles, layoutFiles, writeFolder } from '../testing/image-builder.ts';
import { writeTar } from '../testing/tar-writer.ts';
import { openTarget } from './open-target.ts';
import { sourceOf } from './recognise.ts';

const layer = writeTar({ a: 'a' });
const image = buildImage({ layers: [{ tar: layer, compress: 'none' }] });
let folder: { path: string; remove(): Promise<void> };

beforeAll(async () => {
  folder = await writeFolder({
    'bom.json': '{"bomFormat":"CycloneDX"}',
    'broken.json': '{"a":',
    'app.jar': 'PK\u0003\u0004',
    'plain.txt': 'hello',
  });
  const files = { ...layoutFiles({ latest: image }) };
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(join(folder.path, 'layout:x', name, '..'), { recursive: true });
    await writeFile(join(folder.path, 'layout:x', name), bytes);
  }
  await mkdir(join(folder.path, 'tree'));
  await writeFile(join(folder.path, 'saved.tar'), writeTar(dockerSaveFiles({ app: image }, [layer])));
  await writeFile(join(folder.path, 'oci.tar'), writeTar(files));
  await writeFile(join(folder.path, 'other.tar'), layer);
  await writeFile(join(folder.path, 'other.tar.gz'), gzipSync(layer));
  await writeFile(join(folder.path, 'text.gz'), gzipSync('text'));
  await writeFile(join(folder.path, 'broken.gz'), gzipSync('text').subarray(0, 12));
  await writeFile(join(folder.path, 'oci.tar.gz'), gzipSync(writeTar(files)));
  await writeFile(join(folder.path, 'saved.tar.gz'), gzipSync(writeTar(dockerSaveFiles({ app: image }, [layer]))));
});
afterAll(() => folder.remove());

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

describe('sources/open-target', () => {
  it.each([
    ['layout:x', 'oci-dir'],
    ['layout:x:latest', 'oci-dir'],
    ['tree', 'dir'],
    ['saved.tar', 'docker-archive'],
    ['saved.tar:app', 'docker-archive'],
    ['oci.tar', 'oci-archive'],
    ['oci.tar:latest', 'oci-archive'],
    ['other.tar', 'file'],
    ['other.tar.gz', 'file'],
    ['text.gz', 'file'],
    ['broken.gz', 'file'],
    ['oci.tar.gz', 'docker-archive'],
    ['saved.tar.gz', 'docker-archive'],
    ['bom.json', 'sbom'],
    ['broken.json', 'file'],
    ['app.jar', 'file'],
    ['plain.txt', 'file'],
  ])('recognises %s as %s', async (name, source) => {
    expect(await sourceOf(join(folder.path, name))).toBe(source);
  });

  it.each([
    ['debian:12', 'registry'],
    ['localhost:5000/a/b', 'registry'],
    ['-', 'sbom'],
    ['./nowhere', undefined],
    ['No Such', undefined],
  ])('takes %s for %s', async (text, source) => {
    expect(await sourceOf(text)).toBe(source);
  });

  it.each([
    ['oci-dir:layout:x', 'image'],
    ['docker-archive:saved.tar', 'image'],
    ['oci-archive:oci.tar', 'image'],
    ['oci-archive:oci.tar.gz', 'image'],
    ['docker-archive:oci.tar.gz', 'image'],
    ['dir:tree', 'directory'],
    ['dir:layout:x', 'directory'],
    ['file:app.jar', 'file'],
    ['sbom:bom.json', 'document'],
  ])('opens %s', async (text, kind) => {
    const target = text.replace(/^([a-z-]+):/, `$1:${folder.path}/`);
    const opened = await openTarget(target);
    expect(opened.kind).toBe(kind);
    expect(opened.kind === 'image' ? opened.source.target : opened.target).toBe(target);
    await opened.close();
  });

  it('reads a document from standard input', async () => {
    expect(await openTarget('sbom:-', { stdin: once('{"a":1}') })).toMatchObject({
      kind: 'document',
      target: 'sbom:-',
      document: { a: 1 },
    });
  });

  it.each([
    ['', 'SBOM_TARGET_UNKNOWN'],
    ['./nowhere', 'SBOM_TARGET_UNKNOWN'],
    ['dir:', 'SBOM_TARGET_UNKNOWN'],
    ['dir:/nowhere', 'SBOM_PATH_MISSING'],
    ['dir:/etc/hostname', 'SBOM_PATH_WRONG'],
    ['file:/etc', 'SBOM_PATH_WRONG'],
    ['file:/nowhere', 'SBOM_PATH_MISSING'],
    ['sbom:/etc/passwd', 'SBOM_JSON_INVALID'],
    ['sbom:-', 'SBOM_STDIN_MISSING'],
    ['file:a\0b', 'SBOM_PATH_MISSING'],
  ])('%j fails with %s', async (text, code) => {
    expect(await failureCode(() => openTarget(text))).toBe(code);
  });
});

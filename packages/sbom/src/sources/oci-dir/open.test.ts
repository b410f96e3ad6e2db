import { symlink, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { failureCode } from '@gantry/core/testing';
import { sha256Digest } from '@gantry/io/hash';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type BuiltImage,
  buildImage,
  buildIndex,
  layoutFiles,
  putBlob,
  writeFolder,
} from '../../testing/image-builder.ts';
import { openOciDir } from './open.ts';

const folders: { remove(): Promise<void> }[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await folder.remove();
});

async function layout(
  images: Parameters<typeof layoutFiles>[0],
  more: Record<string, Uint8Array | string> = {},
): Promise<string> {
  return folder({ ...layoutFiles(images), ...more });
}

async function folder(files: Record<string, Uint8Array | string>): Promise<string> {
  const made = await writeFolder(files);
  folders.push(made);
  return made.path;
}

const two = buildImage({
  layers: [
    { files: { 'etc/os-release': 'ID=debian\n' }, createdBy: 'ADD base' },
    { files: { 'app/a.txt': 'a' }, compress: 'none', createdBy: 'COPY a' },
  ],
  config: {
    User: 'app',
    Env: ['A=b'],
    ExposedPorts: { '22/tcp': {} },
    Labels: { x: 'y' },
    Healthcheck: { Test: ['CMD', 'true'] },
  },
});
const arm = buildImage({
  layers: [{ files: { a: 'arm' } }],
  platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
});
const ppc = buildImage({ layers: [{ files: { a: 'ppc' } }], platform: { os: 'linux', architecture: 'ppc64le' } });

/** An image whose manifest was changed before it was stored. */
function changed(
  image: BuiltImage,
  change: (manifest: Record<string, unknown>) => unknown,
): Pick<BuiltImage, 'manifest' | 'blobs'> {
  const blobs = new Map(image.blobs);
  const manifest = JSON.parse(Buffer.from(image.blobs.get(image.manifest.digest) ?? '').toString()) as Record<
    string,
    unknown
  >;
  const next = Buffer.from(JSON.stringify({ ...manifest, ...(change(manifest) as object) }));
  return { manifest: putBlob(blobs, next, image.manifest.mediaType), blobs };
}

describe('sources/oci-dir/open', () => {
  it('opens an image with its facts, layers and configuration', async () => {
    const path = await layout({ latest: two });
    const { source, layers, unread } = await openOciDir(path, {});
    expect(source).toMatchObject({
      kind: 'image',
      target: path,
      tags: ['latest'],
      manifestDigest: two.manifest.digest,
      imageId: two.config.digest,
      platform: { os: 'linux', architecture: 'amd64' },
      config: {
        user: 'app',
        env: ['A=b'],
        exposedPorts: ['22/tcp'],
        labels: { x: 'y' },
        healthcheck: { test: ['CMD', 'true'] },
      },
    });
    expect(source.layers.map((layer) => [layer.digest, layer.diffId, layer.createdBy])).toEqual([
      [two.layers[0]?.digest, two.diffIds[0], 'ADD base'],
      [two.layers[1]?.digest, two.diffIds[1], 'COPY a'],
    ]);
    expect(Buffer.from(source.rawManifest, 'base64').toString()).toContain('"schemaVersion":2');
    expect(await layers[0]?.locate()).toEqual({
      path: join(path, 'blobs', 'sha256', two.layers[0]?.digest.slice(7) ?? ''),
      offset: 0,
      length: two.layers[0]?.size,
    });
    expect(unread).toEqual([]);
  });

  it.each([
    { platform: 'linux/arm64', wanted: arm },
    { platform: 'linux/arm64/v8', wanted: arm },
    { platform: 'aarch64', wanted: arm },
    { platform: 'ppc64le', wanted: ppc },
  ])('takes the image for $platform from an index', async ({ platform, wanted }) => {
    const attestation = { ...two.manifest, platform: { os: 'unknown', architecture: 'unknown' } };
    const index = buildIndex([arm, ppc], [attestation]);
    const opened = await openOciDir(await layout({ latest: index }), { platform });
    expect(opened.source.manifestDigest).toBe(wanted.manifest.digest);
    expect(opened.source.indexDigest).toBe(index.manifest.digest);
    expect(sha256Digest(opened.index?.bytes ?? '')).toBe(index.manifest.digest);
  });

  it('takes the only image of an index whatever it is for, when no platform was asked for', async () => {
    const opened = await openOciDir(await layout({ latest: buildIndex([ppc]) }), {});
    expect(opened.source.platform.architecture).toBe('ppc64le');
  });

  it('takes untagged entries of index.json as one image for several platforms', async () => {
    const index = {
      schemaVersion: 2,
      manifests: [arm, ppc].map((image) => ({ ...image.manifest, platform: image.platform })),
    };
    const path = await layout({ a: arm, b: ppc }, { 'index.json': JSON.stringify(index) });
    const opened = await openOciDir(path, { platform: 'ppc64le' });
    expect(opened.source.manifestDigest).toBe(ppc.manifest.digest);
    expect(opened.source.indexDigest).toBeUndefined();
    expect(opened.index).toBeUndefined();
  });

  it.each([
    { suffix: '', chosen: 'latest' },
    { suffix: ':latest', chosen: 'latest' },
    { suffix: ':v1:odd', chosen: 'v1:odd' },
  ])('chooses by tag: "$suffix"', async ({ suffix, chosen }) => {
    const path = await layout({ latest: two, 'v1:odd': ppc });
    expect((await openOciDir(path + suffix, {})).source.tags).toEqual([chosen]);
  });

  it.each<[string, () => Promise<string>, string, string?]>([
    [
      'a digest that is wrong',
      () => layout({ latest: two }, { [`blobs/${two.config.digest.replace(':', '/')}`]: '{}' }),
      'SBOM_BLOB_MISMATCH',
    ],
    [
      'a platform that is not there',
      () => layout({ latest: buildIndex([arm, arm]) }),
      'SBOM_PLATFORM_MISSING',
      's390x',
    ],
    ['an image for another platform', () => layout({ latest: arm }), 'SBOM_PLATFORM_MISSING', 's390x'],
    ['a platform that is none', () => layout({ latest: arm }), 'SBOM_PLATFORM_INVALID', 'a/b/c/d'],
    ['two images and no latest', () => layout({ a: arm, b: ppc }), 'SBOM_IMAGE_AMBIGUOUS'],
    [
      'an attestation',
      () =>
        layout({
          latest: changed(two, () => ({ layers: [{ ...two.layers[0], mediaType: 'application/vnd.in-toto+json' }] })),
        }),
      'SBOM_ATTESTATION',
    ],
    [
      'an index of attestations',
      () =>
        layout({
          latest: buildIndex(
            [],
            [{ ...two.manifest, annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } }],
          ),
        }),
      'SBOM_ATTESTATION',
    ],
    [
      'a Helm chart',
      () =>
        layout({
          latest: changed(two, () => ({
            config: { ...two.config, mediaType: 'application/vnd.cncf.helm.config.v1+json' },
          })),
        }),
      'SBOM_NOT_AN_IMAGE',
    ],
    [
      'an artifact',
      () => layout({ latest: changed(two, () => ({ artifactType: 'application/spdx+json' })) }),
      'SBOM_NOT_AN_IMAGE',
    ],
    ['schema 1', () => layout({ latest: changed(two, () => ({ schemaVersion: 1 })) }), 'SBOM_MANIFEST_SCHEMA_1'],
    [
      'too few diff ids',
      () => layout({ latest: changed(two, () => ({ layers: [...two.layers, ...two.layers] })) }),
      'SBOM_DIFF_IDS_MISMATCH',
    ],
    [
      'a layout of version 2',
      () => layout({ latest: two }, { 'oci-layout': '{"imageLayoutVersion":"2.0.0"}' }),
      'SBOM_LAYOUT_INVALID',
    ],
    ['an index that is no JSON', () => layout({ latest: two }, { 'index.json': '{' }), 'SBOM_JSON_INVALID'],
    [
      'an index of nonsense',
      () => layout({ latest: two }, { 'index.json': '{"schemaVersion":2,"manifests":[null]}' }),
      'SBOM_INDEX_INVALID',
    ],
    [
      'an index of nothing',
      () => layout({ latest: two }, { 'index.json': '{"schemaVersion":2,"manifests":[]}' }),
      'SBOM_INDEX_EMPTY',
    ],
    ['deep JSON', () => layout({ latest: two }, { 'index.json': '['.repeat(200_000) }), 'SBOM_JSON_TOO_DEEP'],
    ['a folder of something else', () => folder({ a: 'a' }), 'SBOM_LAYOUT_INVALID'],
    ['a path that is not there', async () => '/nowhere', 'SBOM_PATH_MISSING'],
  ])('refuses %s', async (_, make, code, platform) => {
    const path = await make();
    expect(await failureCode(() => openOciDir(path, platform === undefined ? {} : { platform }))).toBe(code);
  });

  it('names the platforms there are', async () => {
    const path = await layout({ latest: buildIndex([arm, ppc]) });
    await expect(openOciDir(path, { platform: 's390x' })).rejects.toMatchObject({
      facts: { platform: 'linux/s390x', available: 'linux/arm64/v8, linux/ppc64le' },
    });
  });

  it('does not follow a blob that is a symbolic link', async () => {
    const path = await layout({ latest: two });
    const blob = join(path, 'blobs', 'sha256', two.layers[0]?.digest.slice(7) ?? '');
    await unlink(blob);
    const opened = await openOciDir(path, {});
    expect(await failureCode(() => opened.layers[0]?.locate())).toBe('SBOM_BLOB_MISSING');
    await symlink('/etc/hostname', blob);
    expect(await failureCode(() => opened.layers[0]?.locate())).toBe('SBOM_BLOB_UNREADABLE');
  });

  it('lists configuration fields of the wrong type and leaves odd keys harmless', async () => {
    const image = buildImage({
      layers: [],
      config: { Env: 'A=b', Labels: ['x'], User: 7, Cmd: ['ok', 1], ['__proto__']: { polluted: true } },
    });
    const { source, unread } = await openOciDir(await layout({ latest: image }), {});
    expect(source.config).toMatchObject({ env: [], labels: {}, cmd: ['ok'] });
    expect(source.config.user).toBeUndefined();
    expect(unread?.map((item) => item.code)).toEqual([
      'SBOM_CONFIG_FIELD',
      'SBOM_CONFIG_FIELD',
      'SBOM_CONFIG_FIELD',
      'SBOM_CONFIG_FIELD',
    ]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

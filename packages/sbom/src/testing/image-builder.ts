import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Digest } from '@gantry/core';
import { type TestFiles, writeTar } from './tar-writer.ts';

/** A layer to build: files, and how it is stored (gzip unless said otherwise). */
export interface TestLayer {
  readonly files?: TestFiles;
  /** A whole tar archive in place of `files`, for odd ones. */
  readonly tar?: Uint8Array;
  readonly compress?: 'gzip' | 'none';
  /** Its step in the history. */
  readonly createdBy?: string;
}

/** An image to build. */
export interface TestImage {
  readonly layers: readonly TestLayer[];
  /** The `config` object of the configuration: `{ User: 'root', Env: ['A=b'] }`. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Default `linux/amd64`. */
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
  /** Docker media types in place of OCI ones. */
  readonly docker?: boolean;
}

/** A descriptor as the OCI image specification has it. */
export interface TestDescriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly [more: string]: unknown;
}

/** What was built: blobs by digest, and the facts that a test compares with. */
export interface BuiltImage {
  readonly manifest: TestDescriptor;
  readonly config: TestDescriptor;
  readonly layers: readonly TestDescriptor[];
  readonly diffIds: readonly Digest[];
  readonly blobs: ReadonlyMap<Digest, Uint8Array>;
  readonly platform: { readonly os: string; readonly architecture: string; readonly variant?: string };
}

const oci = 'application/vnd.oci.image';
const dockerTypes = 'application/vnd.docker';

/** `sha256:hex` of bytes. */
export function digestOf(bytes: Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Builds an image in memory: real tar layers, a configuration with history, a manifest. The same input gives the same digests. */
export function buildImage(image: TestImage): BuiltImage {
  const blobs = new Map<Digest, Uint8Array>();
  const types = mediaTypes(image.docker ?? false);
  const built = image.layers.map((layer) => {
    const tar = layer.tar ?? writeTar(layer.files ?? {});
    const stored = layer.compress === 'none' ? tar : gzipSync(tar);
    const mediaType = layer.compress === 'none' ? types.plainLayer : types.layer;
    return {
      diffId: digestOf(tar),
      descriptor: putBlob(blobs, stored, mediaType),
      createdBy: layer.createdBy ?? 'COPY . / # test',
    };
  });
  const platform = image.platform ?? { os: 'linux', architecture: 'amd64' };
  const configuration = {
    ...platform,
    created: '2024-01-02T03:04:05Z',
    config: image.config ?? {},
    rootfs: { type: 'layers', diff_ids: built.map((layer) => layer.diffId) },
    history: built.map((layer) => ({ created: '2024-01-02T03:04:05Z', created_by: layer.createdBy })),
  };
  const config = putBlob(blobs, Buffer.from(JSON.stringify(configuration)), types.config);
  const layers = built.map((layer) => layer.descriptor);
  const manifest = putBlob(
    blobs,
    Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: types.manifest, config, layers })),
    types.manifest,
  );
  return { manifest, config, layers, diffIds: built.map((layer) => layer.diffId), blobs, platform };
}

/** An image index over images, each with its platform; its blob and theirs. */
export function buildIndex(
  images: readonly BuiltImage[],
  extra: readonly TestDescriptor[] = [],
): Pick<BuiltImage, 'manifest' | 'blobs'> {
  const blobs = new Map(images.flatMap((image) => [...image.blobs]));
  const manifests = [...images.map((image) => ({ ...image.manifest, platform: image.platform })), ...extra];
  const mediaType = `${oci}.index.v1+json`;
  return {
    manifest: putBlob(blobs, Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, manifests })), mediaType),
    blobs,
  };
}

/** Adds bytes to a set of blobs and gives their descriptor. */
export function putBlob(blobs: Map<Digest, Uint8Array>, bytes: Uint8Array, mediaType: string): TestDescriptor {
  const digest = digestOf(bytes);
  blobs.set(digest, bytes);
  return { mediaType, digest, size: bytes.length };
}

/** The files of an OCI image layout (path to bytes) with images under tags: write them to a folder or into a tar. */
export function layoutFiles(
  images: Readonly<Record<string, Pick<BuiltImage, 'manifest' | 'blobs'>>>,
): Record<string, Uint8Array> {
  const manifests = Object.entries(images).map(([tag, image]) => ({
    ...image.manifest,
    annotations: { 'org.opencontainers.image.ref.name': tag },
  }));
  const files: Record<string, Uint8Array> = {
    'oci-layout': Buffer.from('{"imageLayoutVersion":"1.0.0"}'),
    'index.json': Buffer.from(JSON.stringify({ schemaVersion: 2, manifests })),
  };
  for (const image of Object.values(images)) {
    for (const [digest, bytes] of image.blobs) files[`blobs/${digest.replace(':', '/')}`] = bytes;
  }
  return files;
}

/** The files of what `docker save` of Docker before 25 writes: manifest.json, a configuration, plain layers named by folder. */
export function dockerSaveFiles(
  images: Readonly<Record<string, BuiltImage>>,
  layerTars: readonly Uint8Array[],
): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  const entries = Object.entries(images).map(([tag, image]) => {
    const Config = `${image.config.digest.slice(7)}.json`;
    files[Config] = image.blobs.get(image.config.digest) ?? new Uint8Array();
    const Layers = image.diffIds.map((diffId) => `${diffId.slice(7)}/layer.tar`);
    for (const tar of layerTars) files[`${digestOf(tar).slice(7)}/layer.tar`] = tar;
    return { Config, RepoTags: [tag], Layers };
  });
  files['manifest.json'] = Buffer.from(JSON.stringify(entries));
  return files;
}

/** Writes files below a new folder of the system's temporary folder; `remove` deletes it. */
export async function writeFolder(
  files: Readonly<Record<string, Uint8Array | string>>,
): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'gantry-test-'));
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(join(path, name, '..'), { recursive: true });
    await writeFile(join(path, name), bytes);
  }
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

function mediaTypes(docker: boolean): Record<'config' | 'layer' | 'manifest' | 'plainLayer', string> {
  if (docker) {
    return {
      config: `${dockerTypes}.container.image.v1+json`,
      layer: `${dockerTypes}.image.rootfs.diff.tar.gzip`,
      manifest: `${dockerTypes}.distribution.manifest.v2+json`,
      plainLayer: `${dockerTypes}.image.rootfs.diff.tar`,
    };
  }
  return {
    config: `${oci}.config.v1+json`,
    layer: `${oci}.layer.v1.tar+gzip`,
    manifest: `${oci}.manifest.v1+json`,
    plainLayer: `${oci}.layer.v1.tar`,
  };
}

import { type Digest, isDigest } from '@gantry/core';
import { hashFile, readRange } from '@gantry/io/files';
import { sbomErrors } from '../../errors.ts';
import { archiveBlobs, blobRef } from './archive-blobs.ts';
import type { ArchiveFile } from './archive-file.ts';
import { digestOfBytes, verifyBytes } from './blob-store.ts';
import type { ChosenManifest } from './choose-manifest.ts';
import { chooseSavedImage, parseSavedImages, type SavedImage } from './docker-manifest.ts';
import { dockerConfigType, dockerLayerType, dockerManifestType } from './media-types.ts';
import { openChosen } from './open-image.ts';
import { openLayout } from './open-layout.ts';
import { parseConfig } from './parse-config.ts';
import type { BlobRef, OpenedImage, SourceOptions } from './source.ts';
import { storedManifest } from './stored-manifest.ts';

/** What the caller knows of an archive. */
export interface DockerArchiveAbout {
  readonly target: string;
  /** The image that is meant, when the archive may hold several. */
  readonly name?: string | undefined;
  readonly reference?: string;
  readonly options: SourceOptions;
}

/**
 * Opens an image of a `docker save` archive, old form (a folder per layer) or new (an OCI layout beside manifest.json). The image's own manifest is
 * used where the archive has it; otherwise one is made up of what the archive says, as other readers do.
 */
export async function openDockerArchive(archive: ArchiveFile, about: DockerArchiveAbout): Promise<OpenedImage> {
  const { target, name, options } = about;
  if (archive.find('manifest.json') === undefined) return openAsLayout(archive, about);
  const image = chooseSavedImage(parseSavedImages(await archive.read('manifest.json')), target, name);
  const config = await readConfig(archive, image);
  const layers = await placeLayers(archive, image, config);
  const known = new Map<Digest, BlobRef>([
    ...layers.map(({ digest, ref }) => [digest, ref] as const),
    [config.digest, config.ref],
  ]);
  const blobs = archiveBlobs(archive, known);
  const chosen = (await storedManifest(archive, config.digest)) ?? madeUpManifest(config, layers);
  const reference = about.reference === undefined ? {} : { reference: about.reference };
  return openChosen(blobs, chosen, {
    facts: { target, ...reference, tags: image.tags, close: () => archive.close() },
    options,
  });
}

async function openAsLayout(archive: ArchiveFile, about: DockerArchiveAbout): Promise<OpenedImage> {
  const { target, name, options } = about;
  if (archive.find('oci-layout') === undefined)
    throw sbomErrors.ARCHIVE_INVALID({ because: 'it has neither manifest.json nor oci-layout' });
  const files = {
    file: (file: string) => archive.read(file),
    blobs: archiveBlobs(archive),
    close: () => archive.close(),
  };
  return openLayout(files, { target, tag: name, options });
}

interface PlacedConfig {
  readonly digest: Digest;
  readonly bytes: Uint8Array;
  readonly ref: BlobRef;
}

interface PlacedLayer {
  readonly digest: Digest;
  readonly ref: BlobRef;
}

async function readConfig(archive: ArchiveFile, image: SavedImage): Promise<PlacedConfig> {
  const bytes = await archive.read(image.config);
  const ref = blobRef(archive, image.config) as BlobRef;
  const stated = digestInName(image.config);
  if (stated !== undefined) verifyBytes(bytes, { digest: stated, size: bytes.length });
  return { digest: stated ?? digestOfBytes(bytes), bytes, ref };
}

/** Docker names files by the SHA-256 of their content: `<hex>.json`, `blobs/sha256/<hex>`. */
function digestInName(name: string): Digest | undefined {
  const digest = `sha256:${name.replace(/^blobs\/sha256\//, '').replace(/\.json$/, '')}`;
  return isDigest(digest) ? digest : undefined;
}

async function placeLayers(
  archive: ArchiveFile,
  image: SavedImage,
  config: PlacedConfig,
): Promise<readonly PlacedLayer[]> {
  const { diffIds } = parseConfig(config.bytes, config.digest);
  const layers: PlacedLayer[] = [];
  for (const [position, name] of image.layers.entries()) {
    const ref = blobRef(archive, name);
    if (ref === undefined) throw sbomErrors.BLOB_MISSING({ digest: diffIds[position] ?? name.slice(0, 200) });
    layers.push({ ref, digest: await layerDigest(name, ref, diffIds[position]) });
  }
  return layers;
}

/** A layer that is stored plain has its diff id as digest (whoever reads the layer checks it); a packed one is hashed. */
async function layerDigest(name: string, ref: BlobRef, diffId: Digest | undefined): Promise<Digest> {
  const stated = name.startsWith('blobs/') ? digestInName(name) : undefined;
  if (stated !== undefined) return stated;
  const head = await readRange(ref.path, { offset: ref.offset, length: Math.min(4, ref.length) });
  const isPacked = (head[0] === 0x1f && head[1] === 0x8b) || (head[0] === 0x28 && head[1] === 0xb5);
  return diffId === undefined || isPacked ? `sha256:${await hashFile(ref.path, ref)}` : diffId;
}

function madeUpManifest(config: PlacedConfig, layers: readonly PlacedLayer[]): ChosenManifest {
  const manifest = {
    schemaVersion: 2,
    mediaType: dockerManifestType,
    config: { mediaType: dockerConfigType, size: config.bytes.length, digest: config.digest },
    layers: layers.map(({ digest, ref }) => ({ mediaType: dockerLayerType, size: ref.length, digest })),
  };
  const bytes = Buffer.from(JSON.stringify(manifest));
  const rest = { urls: [], annotations: {} };
  return {
    bytes,
    digest: digestOfBytes(bytes),
    manifest: {
      mediaType: dockerManifestType,
      config: { ...manifest.config, ...rest },
      layers: manifest.layers.map((layer) => ({ ...layer, ...rest })),
    },
  };
}

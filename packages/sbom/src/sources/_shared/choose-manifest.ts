import type { Digest, Platform } from '@gantry/core';
import { sbomErrors } from '../../errors.ts';
import { type BlobStore, readDocument } from './blob-store.ts';
import { asRecord, parseBoundedJson } from './bounded-json.ts';
import { type Descriptor, parsePlatformFields } from './descriptor.ts';
import { documentType } from './media-types.ts';
import { isAttestation, parseIndex } from './parse-index.ts';
import { type Manifest, parseDocument, readManifest } from './parse-manifest.ts';
import { defaultPlatform, isUnknownPlatform, parsePlatform, platformDistance, platformText } from './platform.ts';
import type { RawIndex } from './source.ts';

/** The one manifest that a descriptor leads to. */
export interface ChosenManifest {
  readonly manifest: Manifest;
  readonly digest: Digest;
  readonly bytes: Uint8Array;
  /** The outermost index it was chosen from. */
  readonly indexDigest?: Digest;
  /** That index itself. */
  readonly index?: RawIndex;
}

/** What the choice depends on. */
export interface ChoiceOptions {
  /** `os/arch[/variant]` as the user wrote it. */
  readonly platform?: string;
  readonly signal?: AbortSignal;
}

/** Indexes hold images, rarely other indexes; nobody nests them deeper. */
const depthLimit = 4;

/** How many images of an index without stated platforms are opened to learn theirs. */
const unstatedLimit = 32;

/**
 * Follows a descriptor to one image manifest: through indexes (OCI and Docker), by platform. Without a wish, an index of one image gives
 * that image; otherwise Linux on this machine's architecture. Attestations are passed over.
 *
 * Fails with SBOM_PLATFORM_MISSING (lists what there is), SBOM_INDEX_EMPTY, SBOM_INDEX_TOO_DEEP, SBOM_ATTESTATION and the errors of the parsers.
 */
export async function chooseManifest(
  store: BlobStore,
  root: Descriptor,
  options: ChoiceOptions,
): Promise<ChosenManifest> {
  const wanted = options.platform === undefined ? undefined : parsePlatform(options.platform);
  let current = root;
  let index: RawIndex | undefined;
  for (let depth = 0; depth <= depthLimit; depth += 1) {
    const bytes = await readDocument(store, current, options.signal);
    const document = parseDocument(bytes, current);
    if (documentType(document.mediaType) === 'manifest') {
      const manifest = readManifest(document, current.digest);
      return { manifest, digest: current.digest, bytes, ...(index && { indexDigest: root.digest, index }) };
    }
    index ??= { mediaType: document.mediaType, bytes };
    current = await chooseEntry(store, parseIndex(bytes, current.digest), {
      name: current.digest,
      wanted,
      signal: options.signal,
    });
  }
  throw sbomErrors.INDEX_TOO_DEEP({ digest: root.digest, limit: depthLimit });
}

interface EntryWish {
  readonly name: string;
  readonly wanted: Platform | undefined;
  readonly signal: AbortSignal | undefined;
}

async function chooseEntry(store: BlobStore, entries: readonly Descriptor[], wish: EntryWish): Promise<Descriptor> {
  if (entries.length === 0) throw sbomErrors.INDEX_EMPTY({ name: wish.name });
  const images = entries.filter((entry) => !isAttestation(entry));
  const [only] = images;
  if (only === undefined) throw sbomErrors.ATTESTATION({ digest: wish.name });
  if (images.length === 1 && wish.wanted === undefined) return only;
  const platforms = await platformsOf(store, images, wish.signal);
  const wanted = wish.wanted ?? defaultPlatform();
  const nested = images.find(
    (image) => platforms.get(image) === undefined && documentType(image.mediaType) === 'index',
  );
  const best = nearest(images, platforms, wanted) ?? nested;
  if (best !== undefined) return best;
  throw platformMissing(
    wanted,
    images.map((image) => platforms.get(image)),
  );
}

/** SBOM_PLATFORM_MISSING with the list of what there is. */
export function platformMissing(wanted: Platform, offered: readonly (Platform | undefined)[]): Error {
  const names = new Set(offered.map((platform) => (platform === undefined ? 'unknown' : platformText(platform))));
  const shown = [...names].slice(0, 40).join(', ');
  return sbomErrors.PLATFORM_MISSING({
    platform: platformText(wanted),
    available: names.size > 40 ? `${shown} and ${names.size - 40} more` : shown,
  });
}

function nearest(
  images: readonly Descriptor[],
  platforms: ReadonlyMap<Descriptor, Platform>,
  wanted: Platform,
): Descriptor | undefined {
  let best: { readonly image: Descriptor; readonly distance: number } | undefined;
  for (const image of images) {
    const platform = platforms.get(image);
    const distance = platform === undefined ? undefined : platformDistance(wanted, platform);
    if (distance !== undefined && (best === undefined || distance < best.distance)) best = { image, distance };
  }
  return best?.image;
}

/** Platforms as the descriptors state them; where one is silent, as its configuration says. */
async function platformsOf(
  store: BlobStore,
  images: readonly Descriptor[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<Descriptor, Platform>> {
  const platforms = new Map<Descriptor, Platform>();
  let opened = 0;
  for (const image of images) {
    let platform = image.platform;
    if (platform === undefined && documentType(image.mediaType) !== 'index' && opened < unstatedLimit) {
      opened += 1;
      platform = await platformFromConfig(store, image, signal);
    }
    if (platform !== undefined && !isUnknownPlatform(platform)) platforms.set(image, platform);
  }
  return platforms;
}

async function platformFromConfig(
  store: BlobStore,
  image: Descriptor,
  signal: AbortSignal | undefined,
): Promise<Platform | undefined> {
  const document = parseDocument(await readDocument(store, image, signal), image);
  if (documentType(document.mediaType) !== 'manifest') return undefined;
  const manifest = readManifest(document, image.digest);
  return parsePlatformFields(
    asRecord(parseBoundedJson(await readDocument(store, manifest.config, signal), manifest.config.digest)),
  );
}

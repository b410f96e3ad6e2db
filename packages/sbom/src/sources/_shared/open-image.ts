import type { Digest, ImageConfig, ImageSource, LayerFacts, Unread } from '@gantry/core';
import { sbomErrors } from '../../errors.ts';
import { type BlobStore, readDocument } from './blob-store.ts';
import { type ChosenManifest, chooseManifest, platformMissing } from './choose-manifest.ts';
import type { Descriptor } from './descriptor.ts';
import { type ParsedConfig, parseConfig } from './parse-config.ts';
import { isUnknownPlatform, parsePlatform, platformDistance } from './platform.ts';
import type { LayerHandle, OpenedImage, SourceOptions } from './source.ts';

/** What a source knows of an image before its manifest is read. */
export interface ImageFacts {
  /** What the user wrote. */
  readonly target: string;
  readonly reference?: string;
  readonly tags?: readonly string[];
  /** Repository (`docker.io/library/debian`) whose digests the image has. */
  readonly repository?: string;
  close(): Promise<void>;
}

/** Resolves a descriptor to an opened image: manifest chosen, configuration parsed and checked against it, layers still where they are. */
export async function openImage(
  store: BlobStore,
  root: Descriptor,
  about: { readonly facts: ImageFacts; readonly options: SourceOptions },
): Promise<OpenedImage> {
  const { facts, options } = about;
  const chosen = await chooseManifest(store, root, options);
  return openChosen(store, chosen, { facts, options });
}

/** The same from a manifest that was chosen (or made up, for archives that have none). */
export async function openChosen(
  store: BlobStore,
  chosen: ChosenManifest,
  about: { readonly facts: ImageFacts; readonly options: SourceOptions },
): Promise<OpenedImage> {
  const { facts, options } = about;
  const configBytes = await readDocument(store, chosen.manifest.config, options.signal);
  const parsed = parseConfig(configBytes, chosen.manifest.config.digest);
  checkPlatform(parsed, chosen, options.platform);
  const layers = layerFacts(chosen, parsed);
  const source = imageSource(facts, { chosen, parsed, layers, configBytes });
  return {
    kind: 'image',
    source,
    layers: layers.map((layer, position) => layerHandle(store, layer, chosen.manifest.layers[position] as Descriptor)),
    unread: [...parsed.unread, ...historyUnread(parsed.config, layers.length)],
    ...(chosen.index && { index: chosen.index }),
    close: () => facts.close(),
  };
}

function layerHandle(store: BlobStore, facts: LayerFacts, descriptor: Descriptor): LayerHandle {
  return { facts, locate: (signal) => store.locate(descriptor, signal) };
}

function checkPlatform(parsed: ParsedConfig, chosen: ChosenManifest, asked: string | undefined): void {
  const isAttestation =
    isUnknownPlatform(parsed.platform) && parsed.diffIds.length === 0 && chosen.manifest.layers.length > 0;
  if (isAttestation) throw sbomErrors.ATTESTATION({ digest: chosen.digest });
  // An image chosen from an index is for what the index says; one without an index is held to what was asked for.
  if (asked === undefined || chosen.indexDigest !== undefined || isUnknownPlatform(parsed.platform)) return;
  const wanted = parsePlatform(asked);
  if (platformDistance(wanted, parsed.platform) === undefined) throw platformMissing(wanted, [parsed.platform]);
}

function layerFacts(chosen: ChosenManifest, parsed: ParsedConfig): readonly LayerFacts[] {
  const { layers } = chosen.manifest;
  if (layers.length !== parsed.diffIds.length)
    throw sbomErrors.DIFF_IDS_MISMATCH({
      digest: chosen.digest,
      layers: layers.length,
      diffIds: parsed.diffIds.length,
    });
  const steps = layerSteps(parsed.config);
  const aligned = steps.length === layers.length;
  return layers.map(({ digest, mediaType, size }, position) => {
    const createdBy = aligned ? steps[position]?.createdBy : undefined;
    return {
      digest,
      diffId: parsed.diffIds[position] as Digest,
      mediaType,
      size,
      ...(createdBy === undefined ? {} : { createdBy }),
    };
  });
}

function layerSteps(config: ImageConfig): ImageConfig['history'] {
  return config.history.filter((step) => !step.emptyLayer);
}

/** A history that does not count as many layers as there are attributes packages to wrong steps: it is left out, and said. */
function historyUnread(config: ImageConfig, layers: number): readonly Unread[] {
  const steps = layerSteps(config).length;
  if (config.history.length === 0 || steps === layers) return [];
  const error = sbomErrors.HISTORY_MISMATCH({ steps, layers });
  return [{ path: '-', by: 'image-config', code: error.code, because: error.message }];
}

interface ReadParts {
  readonly chosen: ChosenManifest;
  readonly parsed: ParsedConfig;
  readonly layers: readonly LayerFacts[];
  readonly configBytes: Uint8Array;
}

function imageSource(facts: ImageFacts, parts: ReadParts): ImageSource {
  const { chosen, parsed, layers } = parts;
  return {
    kind: 'image',
    target: facts.target,
    ...(facts.reference === undefined ? {} : { reference: facts.reference }),
    tags: facts.tags ?? [],
    repoDigests: facts.repository === undefined ? [] : [`${facts.repository}@${chosen.indexDigest ?? chosen.digest}`],
    manifestDigest: chosen.digest,
    ...(chosen.indexDigest === undefined ? {} : { indexDigest: chosen.indexDigest }),
    imageId: chosen.manifest.config.digest,
    mediaType: chosen.manifest.mediaType,
    platform: parsed.platform,
    size: layers.reduce((total, layer) => total + layer.size, 0),
    layers,
    config: parsed.config,
    rawManifest: Buffer.from(chosen.bytes).toString('base64'),
    rawConfig: Buffer.from(parts.configBytes).toString('base64'),
  };
}

import { type BillSource, type Distro, isDigest, type LayerFacts } from '@gantry/core';
import { decodeImageConfig } from '../_shared/image-config.ts';
import { asCount, asList, asObject, asText, asTexts, type Json, present } from '../_shared/json.ts';

/** The source of a syft-JSON document. */
export function decodeSource(value: unknown, target: string): BillSource {
  const raw = asObject(value);
  const metadata = asObject(raw['metadata']);
  if (raw['type'] === 'image' && isDigest(metadata['manifestDigest'])) return decodeImage(raw, metadata, target);
  if (raw['type'] === 'directory' || raw['type'] === 'file') {
    return { kind: raw['type'], target, path: asText(metadata['path']) ?? asText(raw['name']) ?? '' };
  }
  return { kind: 'other', target, ...present({ name: asText(raw['name']), version: asText(raw['version']) }) };
}

function decodeImage(raw: Json, metadata: Json, target: string): BillSource {
  const manifestDigest = String(metadata['manifestDigest']);
  const rawConfig = asText(metadata['config'], 16 * 1024 * 1024) ?? '';
  const rawManifest = asText(metadata['manifest'], 16 * 1024 * 1024) ?? '';
  const { config, platform, createdBy } = decodeImageConfig(rawConfig);
  return {
    kind: 'image',
    target,
    ...present({ reference: asText(raw['name']) }),
    tags: asTexts(metadata['tags']),
    repoDigests: asTexts(metadata['repoDigests']),
    manifestDigest,
    imageId: asText(metadata['imageID']) ?? '',
    mediaType: asText(metadata['mediaType']) ?? '',
    platform: {
      os: asText(metadata['os']) ?? platform.os,
      architecture: asText(metadata['architecture']) ?? platform.architecture,
      ...present({ variant: platform.variant }),
    },
    size: asCount(metadata['imageSize']) ?? 0,
    layers: decodeLayers(metadata['layers'], storedDigests(rawManifest), createdBy),
    config,
    rawManifest,
    rawConfig,
  };
}

function decodeLayers(
  value: unknown,
  stored: readonly string[],
  createdBy: readonly (string | undefined)[],
): LayerFacts[] {
  return asList(value).map((item, index) => {
    const layer = asObject(item);
    const diffId = asText(layer['digest']) ?? '';
    return {
      digest: stored[index] ?? diffId,
      diffId,
      mediaType: asText(layer['mediaType']) ?? '',
      size: asCount(layer['size']) ?? 0,
      ...present({ createdBy: createdBy[index] }),
    };
  });
}

/** Digests of the layers as stored, from the manifest that the document carries. */
function storedDigests(rawManifest: string): string[] {
  try {
    const manifest = asObject(JSON.parse(decodeBase64(rawManifest)));
    return asList(manifest['layers']).flatMap((layer) => asText(asObject(layer)['digest']) ?? []);
  } catch {
    return [];
  }
}

function decodeBase64(text: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
}

/** The distro of a syft-JSON document, or null. */
export function decodeDistro(value: unknown): Distro | null {
  const raw = asObject(value);
  const id = asText(raw['id'], 128);
  if (!id) return null;
  const like = raw['idLike'];
  return {
    id,
    version: asText(raw['versionID'], 128) ?? null,
    idLike: typeof like === 'string' ? like.split(/\s+/).filter(Boolean) : asTexts(like, 128),
    name: asText(raw['name']) ?? null,
    prettyName: asText(raw['prettyName']) ?? null,
    codename: asText(raw['versionCodename']) ?? null,
    ...present({
      buildId: asText(raw['buildID']),
      variantId: asText(raw['variantID']),
      homeUrl: asText(raw['homeURL']),
      supportUrl: asText(raw['supportURL']),
      bugReportUrl: asText(raw['bugReportURL']),
      cpeName: asText(raw['cpeName']),
    }),
  };
}

import { type BillSource, type Distro, isDigest, type LayerFacts, type Unread } from '@gantry/core';
import { defined, listOf } from '@gantry/core/json';
import { sbomErrors } from '../../errors.ts';
import { decodeImageConfig } from '../_shared/image-config.ts';
import { asCount, asObject, asText, asTexts, type Json } from '../_shared/json.ts';
import { unreadPart } from '../_shared/unread.ts';

/** What a document is about, and which parts of that could not be read. */
export interface DecodedSource {
  readonly source: BillSource;
  readonly unread: readonly Unread[];
}

/** The source of a syft-JSON document. */
export function decodeSource(value: unknown, target: string): DecodedSource {
  const raw = asObject(value);
  const metadata = asObject(raw['metadata']);
  if (raw['type'] === 'image' && isDigest(metadata['manifestDigest'])) return decodeImage(raw, metadata, target);
  if (raw['type'] === 'directory' || raw['type'] === 'file') {
    const path = asText(metadata['path']) ?? asText(raw['name']) ?? '';
    return { source: { kind: raw['type'], target, path }, unread: [] };
  }
  const names = defined({ name: asText(raw['name']), version: asText(raw['version']) });
  return { source: { kind: 'other', target, ...names }, unread: [] };
}

function decodeImage(raw: Json, metadata: Json, target: string): DecodedSource {
  const manifestDigest = String(metadata['manifestDigest']);
  const rawConfig = asText(metadata['config'], 16 * 1024 * 1024) ?? '';
  const rawManifest = asText(metadata['manifest'], 16 * 1024 * 1024) ?? '';
  const { config, platform, createdBy, unread } = decodeImageConfig(rawConfig);
  const stored = storedDigests(rawManifest);
  const source: BillSource = {
    kind: 'image',
    target,
    ...defined({ reference: asText(raw['name']) }),
    tags: asTexts(metadata['tags']),
    repoDigests: asTexts(metadata['repoDigests']),
    manifestDigest,
    imageId: asText(metadata['imageID']) ?? '',
    mediaType: asText(metadata['mediaType']) ?? '',
    platform: {
      os: asText(metadata['os']) ?? platform.os,
      architecture: asText(metadata['architecture']) ?? platform.architecture,
      ...defined({ variant: platform.variant }),
    },
    size: asCount(metadata['imageSize']) ?? 0,
    layers: decodeLayers(metadata['layers'], stored ?? [], createdBy),
    config,
    rawManifest,
    rawConfig,
  };
  return { source, unread: stored ? unread : [...unread, manifestUnread()] };
}

function decodeLayers(
  value: unknown,
  stored: readonly string[],
  createdBy: readonly (string | undefined)[],
): LayerFacts[] {
  return listOf(value).map((item, index) => {
    const layer = asObject(item);
    const diffId = asText(layer['digest']) ?? '';
    return {
      digest: stored[index] ?? diffId,
      diffId,
      mediaType: asText(layer['mediaType']) ?? '',
      size: asCount(layer['size']) ?? 0,
      ...defined({ createdBy: createdBy[index] }),
    };
  });
}

function manifestUnread(): Unread {
  return unreadPart(
    'syft-json',
    '-',
    sbomErrors.DOCUMENT_ENTRY({ because: 'its image manifest is not JSON in base64' }),
  );
}

/** Digests of the layers as stored, from the manifest that the document may carry; null when it cannot be read. */
function storedDigests(rawManifest: string): string[] | null {
  if (rawManifest === '') return [];
  try {
    const manifest = asObject(JSON.parse(decodeBase64(rawManifest)));
    return listOf(manifest['layers']).flatMap((layer) => asText(asObject(layer)['digest']) ?? []);
  } catch {
    return null;
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
    ...defined({
      buildId: asText(raw['buildID']),
      variantId: asText(raw['variantID']),
      homeUrl: asText(raw['homeURL']),
      supportUrl: asText(raw['supportURL']),
      bugReportUrl: asText(raw['bugReportURL']),
      cpeName: asText(raw['cpeName']),
    }),
  };
}

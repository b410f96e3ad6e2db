import type { BillSource, Distro, ImageSource } from '@gantry/core';
import { digestHex } from '@gantry/core/digest';
import { defined } from '@gantry/core/json';
import type { Json } from '../_shared/json.ts';

/** The source of a bill as syft-JSON. */
export function encodeSource(source: BillSource): Json {
  if (source.kind === 'image') return encodeImage(source);
  if (source.kind === 'other') {
    return {
      id: source.target,
      name: source.name ?? source.target,
      version: source.version ?? '',
      type: 'unknown',
      metadata: null,
    };
  }
  const { kind, target, path, digest } = source;
  const metadata =
    kind === 'directory' ? { path } : defined({ path, digests: digest ? [digestPair(digest)] : undefined });
  return { id: digest ? digestHex(digest) : target, name: target, version: digest ?? '', type: kind, metadata };
}

/** Layers carry the digest of their uncompressed form there; the digests as stored are in the manifest. */
function encodeImage(source: ImageSource): Json {
  const { platform, config } = source;
  return {
    id: digestHex(source.manifestDigest),
    name: source.reference ?? source.target,
    version: source.manifestDigest,
    type: 'image',
    metadata: {
      userInput: source.target,
      imageID: source.imageId,
      manifestDigest: source.manifestDigest,
      mediaType: source.mediaType,
      tags: source.tags,
      imageSize: source.size,
      layers: source.layers.map((layer) => ({ mediaType: layer.mediaType, digest: layer.diffId, size: layer.size })),
      manifest: source.rawManifest,
      config: source.rawConfig,
      repoDigests: source.repoDigests,
      architecture: platform.architecture,
      os: platform.os,
      ...defined({ architectureVariant: platform.variant }),
      labels: config.labels,
    },
  };
}

/** The distro as syft-JSON; an empty object when there is none. */
export function encodeDistro(distro: Distro | null): Json {
  if (!distro) return {};
  return defined({
    prettyName: distro.prettyName ?? undefined,
    name: distro.name ?? undefined,
    id: distro.id,
    idLike: distro.idLike.length > 0 ? distro.idLike : undefined,
    version: distro.version ?? undefined,
    versionID: distro.version ?? undefined,
    versionCodename: distro.codename ?? undefined,
    buildID: distro.buildId,
    variantID: distro.variantId,
    homeURL: distro.homeUrl,
    supportURL: distro.supportUrl,
    bugReportURL: distro.bugReportUrl,
    cpeName: distro.cpeName,
  });
}

function digestPair(digest: string): Json {
  const colon = digest.indexOf(':');
  return { algorithm: digest.slice(0, colon), value: digest.slice(colon + 1) };
}

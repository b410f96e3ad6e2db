import { type Digest, isRecord } from '@gantry/core';
import { sbomErrors } from '../../errors.ts';
import { parseBoundedJson } from './bounded-json.ts';
import { type Descriptor, parseDescriptor } from './descriptor.ts';

/** A manifest that holds no image but something about one. */
export interface AttachedManifest {
  readonly artifactType: string;
  /** The manifest or index that it says it is about; null when it says nothing. */
  readonly subject: Digest | null;
  readonly layers: readonly Descriptor[];
}

/** Nothing carries more signatures. */
const maxLayers = 256;

/** The parts of a manifest that matter for what is attached to images. Fails with SBOM_MANIFEST_INVALID and SBOM_LAYERS_TOO_MANY. */
export function readAttachedManifest(bytes: Uint8Array, digest: string): AttachedManifest {
  const record = parseBoundedJson(bytes, digest);
  if (!isRecord(record)) throw sbomErrors.MANIFEST_INVALID({ digest, because: 'it is not an object' });
  const { artifactType, config } = record;
  const layers = record['layers'] ?? record['blobs'] ?? [];
  if (!Array.isArray(layers)) throw sbomErrors.MANIFEST_INVALID({ digest, because: 'it has no list of layers' });
  if (layers.length > maxLayers) throw sbomErrors.LAYERS_TOO_MANY({ digest, count: layers.length, limit: maxLayers });
  const stated = typeof artifactType === 'string' ? artifactType : parseDescriptor(config)?.mediaType;
  return {
    artifactType: stated ?? '',
    subject: parseDescriptor(record['subject'])?.digest ?? null,
    layers: layers.map((item: unknown) => {
      const layer = parseDescriptor(item);
      if (layer === undefined) throw sbomErrors.MANIFEST_INVALID({ digest, because: 'one of its layers is none' });
      return layer;
    }),
  };
}

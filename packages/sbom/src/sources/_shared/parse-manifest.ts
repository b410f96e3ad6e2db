import { sbomErrors } from '../../errors.ts';
import { asRecord, parseBoundedJson } from './bounded-json.ts';
import { type Descriptor, parseDescriptor } from './descriptor.ts';
import { documentType, isImageConfigType, isStatementType, ociIndexType, ociManifestType } from './media-types.ts';

/** An image manifest, OCI or Docker version 2 schema 2. */
export interface Manifest {
  readonly mediaType: string;
  readonly config: Descriptor;
  /** Lowest first. */
  readonly layers: readonly Descriptor[];
}

/** More layers than any engine stacks; each costs a download and a pass. */
export const layerLimit = 1_000;

/** What a document says of itself, or what its descriptor says, or what its members tell. */
export function mediaTypeOf(record: Readonly<Record<string, unknown>>, stated: string): string {
  if (record['schemaVersion'] === 1) return 'application/vnd.docker.distribution.manifest.v1+json';
  if (typeof record['mediaType'] === 'string' && documentType(record['mediaType']) !== undefined)
    return record['mediaType'];
  if (documentType(stated) !== undefined) return stated;
  if (Array.isArray(record['manifests'])) return ociIndexType;
  return typeof record['mediaType'] === 'string' ? record['mediaType'] : stated || ociManifestType;
}

/** Parses the JSON of a manifest or index as far as needed to know which it is. Fails with SBOM_MANIFEST_INVALID or SBOM_MANIFEST_SCHEMA_1. */
export function parseDocument(
  bytes: Uint8Array,
  stated: Pick<Descriptor, 'digest' | 'mediaType'>,
): { record: Readonly<Record<string, unknown>>; mediaType: string } {
  const { digest } = stated;
  const record = asRecord(parseBoundedJson(bytes, digest));
  if (record === undefined) throw sbomErrors.MANIFEST_INVALID({ digest, because: 'it is not an object' });
  const mediaType = mediaTypeOf(record, stated.mediaType);
  const type = documentType(mediaType);
  if (type === 'schema-1') throw sbomErrors.MANIFEST_SCHEMA_1({ digest });
  if (type === undefined) throw sbomErrors.NOT_AN_IMAGE({ digest, mediaType });
  if (record['schemaVersion'] !== 2)
    throw sbomErrors.MANIFEST_INVALID({ digest, because: 'its schemaVersion is not 2' });
  return { record, mediaType };
}

/**
 * The parts of an image manifest. Fails with SBOM_MANIFEST_INVALID, SBOM_LAYERS_TOO_MANY, SBOM_ATTESTATION (statements in place of layers) or SBOM_NOT_AN_IMAGE (another artifact, such as a Helm chart).
 */
export function readManifest(
  document: { record: Readonly<Record<string, unknown>>; mediaType: string },
  digest: string,
): Manifest {
  const { record, mediaType } = document;
  const config = parseDescriptor(record['config']);
  if (config === undefined) throw sbomErrors.MANIFEST_INVALID({ digest, because: 'its config is not a descriptor' });
  if (!Array.isArray(record['layers']))
    throw sbomErrors.MANIFEST_INVALID({ digest, because: 'it has no list of layers' });
  if (record['layers'].length > layerLimit)
    throw sbomErrors.LAYERS_TOO_MANY({ digest, count: record['layers'].length, limit: layerLimit });
  const layers = record['layers'].map((item: unknown, position: number) => {
    const layer = parseDescriptor(item);
    if (layer === undefined)
      throw sbomErrors.MANIFEST_INVALID({ digest, because: `layer ${position} has no valid digest or size` });
    return layer;
  });
  if (layers.some((layer) => isStatementType(layer.mediaType))) throw sbomErrors.ATTESTATION({ digest });
  const artifact = record['artifactType'] ?? '';
  if (typeof artifact !== 'string' || !isImageConfigType(artifact)) {
    throw sbomErrors.NOT_AN_IMAGE({ digest, mediaType: String(artifact) });
  }
  if (!isImageConfigType(config.mediaType))
    throw sbomErrors.NOT_AN_IMAGE({ digest, mediaType: config.mediaType || 'unknown' });
  return { mediaType, config, layers };
}

import { sbomErrors } from '../../errors.ts';
import { isMarkedAttached } from './attached-entries.ts';
import { asRecord, parseBoundedJson } from './bounded-json.ts';
import { type Descriptor, parseDescriptor } from './descriptor.ts';
import { isImageConfigType } from './media-types.ts';
import { isUnknownPlatform } from './platform.ts';

/** The entries of an image index or Docker manifest list. Fails with SBOM_INDEX_INVALID when one of them is no descriptor. */
export function parseIndex(bytes: Uint8Array, name: string): readonly Descriptor[] {
  const record = asRecord(parseBoundedJson(bytes, name));
  if (record === undefined) throw sbomErrors.INDEX_INVALID({ name, because: 'it is not an object' });
  const manifests = record['manifests'];
  if (record['schemaVersion'] !== 2) throw sbomErrors.INDEX_INVALID({ name, because: 'its schemaVersion is not 2' });
  if (!Array.isArray(manifests)) throw sbomErrors.INDEX_INVALID({ name, because: 'it has no list of manifests' });
  return manifests.map((item: unknown, position) => {
    const descriptor = parseDescriptor(item);
    if (descriptor === undefined)
      throw sbomErrors.INDEX_INVALID({
        name,
        because: `entry ${position} is not a descriptor with a digest and a size`,
      });
    return descriptor;
  });
}

/** An entry that is no image to run: a BuildKit attestation or another artifact that rides along. */
export function isAttestation(entry: Descriptor): boolean {
  const isArtifact = entry.artifactType !== undefined && !isImageConfigType(entry.artifactType);
  return (
    isArtifact ||
    isMarkedAttached(entry) ||
    entry.annotations['vnd.docker.reference.type'] !== undefined ||
    isUnknownPlatform(entry.platform)
  );
}

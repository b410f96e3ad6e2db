import type { Digest } from '@gantry/core';
import { archiveBlobs } from './archive-blobs.ts';
import type { ArchiveFile } from './archive-file.ts';
import { readDocument } from './blob-store.ts';
import type { ChosenManifest } from './choose-manifest.ts';
import type { Descriptor } from './descriptor.ts';
import { blobPath } from './layout.ts';
import { documentType, isImageConfigType } from './media-types.ts';
import { isAttestation, parseIndex } from './parse-index.ts';
import { parseDocument, readManifest } from './parse-manifest.ts';

/** How many documents are looked through for the one manifest. */
const documentBudget = 100;

/**
 * The manifest with this configuration in the OCI layout that `docker save` writes since Docker 25 beside manifest.json; undefined when the
 * archive has no layout, or not all of that image in it.
 */
export async function storedManifest(archive: ArchiveFile, config: Digest): Promise<ChosenManifest | undefined> {
  if (archive.find('oci-layout') === undefined || archive.find('index.json') === undefined) return undefined;
  const store = archiveBlobs(archive);
  const pending = [...parseIndex(await archive.read('index.json'), 'index.json')];
  for (let read = 0; read < documentBudget; read += 1) {
    const descriptor = pending.shift();
    if (descriptor === undefined) return undefined;
    if (!isWorthReading(archive, descriptor)) continue;
    const bytes = await readDocument(store, descriptor);
    const document = parseDocument(bytes, descriptor);
    if (documentType(document.mediaType) === 'index')
      pending.push(...parseIndex(bytes, descriptor.digest).slice(0, documentBudget));
    else if (configDigestOf(document.record) === config) {
      const manifest = readManifest(document, descriptor.digest);
      if (manifest.layers.every((layer) => isThere(archive, layer)))
        return { manifest, bytes, digest: descriptor.digest };
    }
  }
  return undefined;
}

function isWorthReading(archive: ArchiveFile, descriptor: Descriptor): boolean {
  return !isAttestation(descriptor) && documentType(descriptor.mediaType) !== undefined && isThere(archive, descriptor);
}

function isThere(archive: ArchiveFile, { digest }: Descriptor): boolean {
  return archive.find(blobPath(digest).join('/')) !== undefined;
}

function configDigestOf(record: Readonly<Record<string, unknown>>): unknown {
  const config = record['config'] as { digest?: unknown; mediaType?: unknown } | null | undefined;
  return typeof config?.mediaType === 'string' && isImageConfigType(config.mediaType) ? config.digest : undefined;
}

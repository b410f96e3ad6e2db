import type { Digest } from '@gantry/core';
import { readRange } from '@gantry/io/files';
import { sbomErrors } from '../../errors.ts';
import type { ArchiveFile } from './archive-file.ts';
import { type BlobStore, documentLimit } from './blob-store.ts';
import type { Descriptor } from './descriptor.ts';
import { blobPath } from './layout.ts';
import { checkStoredSize } from './open-layout.ts';
import type { BlobRef } from './source.ts';

/** The blobs of a tar archive: those placed by hand (`known`), and those of an OCI image layout in it. Fails with SBOM_BLOB_MISSING and SBOM_BLOB_MISMATCH. */
export function archiveBlobs(archive: ArchiveFile, known: ReadonlyMap<Digest, BlobRef> = new Map()): BlobStore {
  const place = (descriptor: Descriptor): BlobRef => {
    const ref = known.get(descriptor.digest) ?? blobRef(archive, blobPath(descriptor.digest).join('/'));
    if (ref === undefined) throw sbomErrors.BLOB_MISSING({ digest: descriptor.digest });
    checkStoredSize(descriptor, ref.length);
    return ref;
  };
  return {
    async read(descriptor) {
      const { path, offset, length } = place(descriptor);
      if (length > documentLimit)
        throw sbomErrors.DOCUMENT_TOO_LARGE({ digest: descriptor.digest, size: length, limit: documentLimit });
      return readRange(path, { offset, length });
    },
    locate: async (descriptor) => place(descriptor),
  };
}

/** Where an entry of an archive lies; undefined when it is not there. */
export function blobRef(archive: ArchiveFile, name: string): BlobRef | undefined {
  const place = archive.find(name);
  return place === undefined ? undefined : { path: archive.path, offset: place.offset, length: place.size };
}

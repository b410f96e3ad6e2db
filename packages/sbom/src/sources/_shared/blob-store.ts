import { createHash } from 'node:crypto';
import { digestAlgorithm } from '@gantry/core';
import { sbomErrors } from '../../errors.ts';
import type { Descriptor } from './descriptor.ts';
import type { BlobRef } from './source.ts';

/** Where the blobs of an image lie: a layout folder, an archive, a registry. */
export interface BlobStore {
  /** All bytes of a small blob (manifest, index, configuration), unchecked. The store bounds it by `descriptor.size`. */
  read(descriptor: Descriptor, signal?: AbortSignal): Promise<Uint8Array>;
  /** Brings a large blob to the local disk. */
  locate(descriptor: Descriptor, signal?: AbortSignal): Promise<BlobRef>;
}

/** The most bytes that are read of a manifest, an index or a configuration: registries take 4 MiB at most. */
export const documentLimit = 8 << 20;

/** Reads a document by its descriptor: size bounded, size and digest verified. Fails with SBOM_DOCUMENT_TOO_LARGE or SBOM_BLOB_MISMATCH. */
export async function readDocument(
  store: BlobStore,
  descriptor: Descriptor,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const { digest, size } = descriptor;
  if (size > documentLimit) throw sbomErrors.DOCUMENT_TOO_LARGE({ digest, size, limit: documentLimit });
  const bytes = await store.read(descriptor, signal);
  verifyBytes(bytes, descriptor);
  return bytes;
}

/** Fails with SBOM_BLOB_MISMATCH unless the bytes have the size and digest of the descriptor. */
export function verifyBytes(bytes: Uint8Array, descriptor: Pick<Descriptor, 'digest' | 'size'>): void {
  const { digest, size } = descriptor;
  if (bytes.length !== size)
    throw sbomErrors.BLOB_MISMATCH({ digest, because: `it has ${bytes.length} bytes and not ${size}` });
  const actual = digestOfBytes(bytes, digestAlgorithm(digest));
  if (actual !== digest) throw sbomErrors.BLOB_MISMATCH({ digest, because: `its digest is ${actual}` });
}

/** `algorithm:hex` of bytes. */
export function digestOfBytes(bytes: Uint8Array, algorithm = 'sha256'): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

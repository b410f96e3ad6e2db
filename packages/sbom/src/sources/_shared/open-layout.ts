import { sbomErrors } from '../../errors.ts';
import { type BlobStore, digestOfBytes } from './blob-store.ts';
import type { Descriptor } from './descriptor.ts';
import { checkLayoutVersion, entryOfLayout, tagsOf } from './layout.ts';
import { layoutAttachments } from './layout-attachments.ts';
import { ociIndexType } from './media-types.ts';
import { openImage } from './open-image.ts';
import type { OpenedImage, SourceOptions } from './source.ts';

/** An OCI image layout, wherever its files lie. */
export interface LayoutFiles {
  /** Bytes of `oci-layout` or `index.json`, bounded. */
  file(name: 'oci-layout' | 'index.json'): Promise<Uint8Array>;
  readonly blobs: BlobStore;
  close(): Promise<void>;
}

/** Opens the image of a layout that is meant by `tag` (or the only one). */
export async function openLayout(
  files: LayoutFiles,
  about: { readonly target: string; readonly tag?: string | undefined; readonly options: SourceOptions },
): Promise<OpenedImage> {
  const { target, tag, options } = about;
  checkLayoutVersion(await files.file('oci-layout'), target);
  const index = await files.file('index.json');
  const entry = entryOfLayout(index, target, tag);
  const facts = { target, tags: entry === undefined ? [] : tagsOf(entry), close: () => files.close() };
  if (entry !== undefined)
    return withAttachments(await openImage(files.blobs, entry, { facts, options }), { files, index, options });
  const whole = wholeIndex(index);
  const opened = await openImage(withBlob(files.blobs, whole, index), whole, { facts, options });
  // index.json is not a blob: its digest names nothing that anybody could pull.
  const { index: _, ...image } = opened;
  const { indexDigest: __, ...source } = opened.source;
  return withAttachments({ ...image, source }, { files, index, options });
}

function withAttachments(
  opened: OpenedImage,
  about: { readonly files: LayoutFiles; readonly index: Uint8Array; readonly options: SourceOptions },
): OpenedImage {
  const { source, index } = opened;
  const place = { store: about.files.blobs, entries: about.index, source, index };
  return { ...opened, attachments: (signal = about.options.signal) => layoutAttachments({ ...place, signal }) };
}

function wholeIndex(bytes: Uint8Array): Descriptor {
  return { mediaType: ociIndexType, digest: digestOfBytes(bytes), size: bytes.length, urls: [], annotations: {} };
}

function withBlob(store: BlobStore, descriptor: Descriptor, bytes: Uint8Array): BlobStore {
  return {
    read: (wanted, signal) =>
      wanted.digest === descriptor.digest ? Promise.resolve(bytes) : store.read(wanted, signal),
    locate: (wanted, signal) => store.locate(wanted, signal),
  };
}

/** Fails with SBOM_BLOB_MISMATCH unless the stored size is the stated one. */
export function checkStoredSize(descriptor: Descriptor, stored: number): void {
  if (stored === descriptor.size) return;
  throw sbomErrors.BLOB_MISMATCH({
    digest: descriptor.digest,
    because: `it has ${stored} bytes and not ${descriptor.size}`,
  });
}

import { type BuiltImage, putBlob, type TestDescriptor } from './image-builder.ts';

/** A layer of something attached: its text and how it goes. */
export interface AttachedLayer {
  readonly mediaType: string;
  readonly text: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The manifest of something that is attached to an image, and its blobs. */
export function buildAttached(
  layers: readonly AttachedLayer[],
  more: Readonly<Record<string, unknown>> = {},
): Pick<BuiltImage, 'manifest' | 'blobs'> {
  const blobs = new Map<string, Uint8Array>();
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const config = putBlob(blobs, Buffer.from('{}'), 'application/vnd.oci.empty.v1+json');
  const descriptors = layers.map(({ mediaType: type, text, annotations }) => ({
    ...putBlob(blobs, Buffer.from(text), type),
    ...(annotations && { annotations }),
  }));
  const content = { schemaVersion: 2, mediaType, config, layers: descriptors, ...more };
  return { manifest: putBlob(blobs, Buffer.from(JSON.stringify(content)), mediaType), blobs };
}

/** An index of anything: the answer of the referrers API, or what its fallback tag names. */
export function buildList(manifests: readonly TestDescriptor[]): Pick<BuiltImage, 'manifest' | 'blobs'> {
  const blobs = new Map<string, Uint8Array>();
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, manifests }));
  return { manifest: putBlob(blobs, bytes, mediaType), blobs };
}

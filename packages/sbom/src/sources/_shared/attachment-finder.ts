import { isUtf8 } from 'node:buffer';
import { type Attachment, type Attachments, byCodeUnit, type Digest, isCodedError } from '@gantry/core';
import { type AttachedManifest, readAttachedManifest } from './attached-manifest.ts';
import { inTotoKind, isForeignSignature, kindOfLayer } from './attachment-kinds.ts';
import { type BlobStore, readDocument } from './blob-store.ts';
import type { Descriptor } from './descriptor.ts';

/** Where something was found, and what it is to be about. */
export interface FoundAt {
  readonly subject: Digest;
  readonly from: Attachment['from'];
  /** True when the manifest itself must name the subject. */
  readonly mustName: boolean;
}

/** A search for what is attached to an image, within bounds. What fails becomes a line of `unread`. */
export interface AttachmentFinder {
  readonly store: BlobStore;
  readonly signal: AbortSignal | undefined;
  readonly found: Map<string, Attachment>;
  readonly unread: { readonly from: string; readonly because: string }[];
  /** Manifests that were read, so that none is read twice. */
  readonly manifests: Map<Digest, AttachedManifest>;
  /** Manifests that were taken. */
  readonly taken: Set<Digest>;
  /** Bytes that were fetched. */
  total: number;
}

/** Enough for what people attach; an attacker who may push shall not decide how much is fetched. Bytes, and numbers. */
const most = { manifests: 64, attachments: 256, blob: 4 << 20, total: 16 << 20, annotation: 256 << 10 };

const keptAnnotations = /^(?:dev\.cosignproject\.cosign\/|dev\.sigstore\.|predicateType$|in-toto\.io\/)/;

/** Starts a search in a blob store. */
export function newAttachmentFinder(store: BlobStore, signal: AbortSignal | undefined): AttachmentFinder {
  return { store, signal, found: new Map(), unread: [], manifests: new Map(), taken: new Set(), total: 0 };
}

/** What was found, in order of digests. */
export function foundAttachments({ found, unread }: AttachmentFinder): Attachments {
  const sorted = [...found].sort(([a], [b]) => byCodeUnit(a, b)).map(([, attachment]) => attachment);
  return { found: sorted, unread };
}

/** Does something that may fail; a failure becomes a line of what was not read. */
export async function attempt(finder: AttachmentFinder, from: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (finder.signal?.aborted || !isCodedError(error)) throw error;
    miss(finder, from, error.message);
  }
}

/** The manifest or index that a manifest says it is about; null when it says nothing or cannot be read. */
export async function subjectOf(finder: AttachmentFinder, descriptor: Descriptor): Promise<Digest | null> {
  let subject: Digest | null = null;
  await attempt(finder, descriptor.digest, async () => {
    subject = (await manifestOf(finder, descriptor))?.subject ?? null;
  });
  return subject;
}

/** Reads the signatures and statements of a manifest. */
export async function takeAttached(finder: AttachmentFinder, descriptor: Descriptor, at: FoundAt): Promise<void> {
  const { digest } = descriptor;
  if (finder.taken.has(digest)) return;
  finder.taken.add(digest);
  await attempt(finder, digest, async () => {
    const manifest = await manifestOf(finder, descriptor);
    if (manifest === null) return;
    if (at.mustName && manifest.subject !== at.subject) return miss(finder, digest, 'it names another subject');
    if (isForeignSignature(manifest.artifactType)) return missForeign(finder, digest, manifest.artifactType);
    for (const layer of manifest.layers) await attempt(finder, layer.digest, () => takeLayer(finder, layer, at));
  });
}

async function manifestOf(finder: AttachmentFinder, descriptor: Descriptor): Promise<AttachedManifest | null> {
  const { digest } = descriptor;
  const known = finder.manifests.get(digest);
  if (known !== undefined) return known;
  if (finder.manifests.size >= most.manifests) {
    miss(finder, digest, `more than ${most.manifests} manifests may be about the image`);
    return null;
  }
  const manifest = readAttachedManifest(await readDocument(finder.store, descriptor, finder.signal), digest);
  finder.manifests.set(digest, manifest);
  return manifest;
}

async function takeLayer(finder: AttachmentFinder, layer: Descriptor, at: FoundAt): Promise<void> {
  const { digest, mediaType, size } = layer;
  if (isForeignSignature(mediaType)) return missForeign(finder, digest, mediaType);
  const kind = kindOfLayer(mediaType);
  if (kind === null) return;
  const room = size <= most.blob && finder.total + size <= most.total && finder.found.size < most.attachments;
  if (!room) return miss(finder, digest, 'it is too large, or there is too much of it');
  finder.total += size;
  const bytes = await readDocument(finder.store, layer, finder.signal);
  if (!isUtf8(bytes)) return miss(finder, digest, 'it is not text');
  const annotations = kept(layer.annotations);
  if (annotations === null) return miss(finder, digest, 'its annotations are too large');
  // The same text with another signature is another attachment.
  finder.found.set(`${digest} ${JSON.stringify(annotations)}`, {
    kind: kind === 'in-toto' ? inTotoKind(bytes, digest) : kind,
    subject: at.subject,
    digest,
    from: at.from,
    mediaType,
    content: Buffer.from(bytes).toString('utf8'),
    annotations,
  });
}

function miss(finder: AttachmentFinder, from: string, because: string): void {
  if (finder.unread.length < most.attachments) finder.unread.push({ from, because });
}

function missForeign(finder: AttachmentFinder, from: string, type: string): void {
  miss(finder, from, `signatures of the type ${type} are not read`);
}

function kept(annotations: Readonly<Record<string, string>>): Readonly<Record<string, string>> | null {
  const entries = Object.entries(annotations).filter(([key]) => keptAnnotations.test(key));
  const length = entries.reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  return length > most.annotation ? null : Object.fromEntries(entries);
}

import type { Attachments, Digest, ImageSource } from '@gantry/core';
import { buildkitSubject, digestOfTag, isMarkedAttached } from './attached-entries.ts';
import {
  type AttachmentFinder,
  attempt,
  foundAttachments,
  newAttachmentFinder,
  subjectOf,
  takeAttached,
} from './attachment-finder.ts';
import { type BlobStore, readDocument } from './blob-store.ts';
import type { Descriptor } from './descriptor.ts';
import { documentType } from './media-types.ts';
import { parseIndex } from './parse-index.ts';
import type { RawIndex } from './source.ts';

/** A layout, and the image of it that is asked about. */
export interface LayoutSearch {
  readonly store: BlobStore;
  /** Bytes of index.json. */
  readonly entries: Uint8Array;
  readonly source: Pick<ImageSource, 'manifestDigest' | 'indexDigest'>;
  /** The index that the image was chosen from. */
  readonly index: RawIndex | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Signatures and statements of a layout that are about an image: entries of index.json that name it as their subject, that have the tags
 * of cosign or of the referrers fallback, that `cosign save` marked, and the statements of BuildKit.
 */
export async function layoutAttachments(search: LayoutSearch): Promise<Attachments> {
  const finder = newAttachmentFinder(search.store, search.signal);
  const { manifestDigest, indexDigest } = search.source;
  const image = indexDigest === undefined ? [manifestDigest] : [manifestDigest, indexDigest];
  for (const entry of parseIndex(search.entries, 'index.json')) await takeEntry(finder, entry, image);
  await takeOfIndex(finder, search.index, manifestDigest);
  return foundAttachments(finder);
}

/** Takes the statements that BuildKit put into an index of images. */
export async function takeOfIndex(
  finder: AttachmentFinder,
  index: RawIndex | undefined,
  manifest: Digest,
): Promise<void> {
  if (index === undefined) return;
  for (const entry of parseIndex(index.bytes, 'the index of the image'))
    if (buildkitSubject(entry) === manifest)
      await takeAttached(finder, entry, { subject: manifest, from: 'index', mustName: false });
}

/** Takes what an index of referrers lists: the answer of the API, or what the fallback tag names. */
export async function takeReferrers(finder: AttachmentFinder, bytes: Uint8Array, subject: Digest): Promise<void> {
  for (const one of parseIndex(bytes, `referrers of ${subject}`))
    await takeAttached(finder, one, { subject, from: 'referrer', mustName: true });
}

async function takeEntry(finder: AttachmentFinder, entry: Descriptor, image: readonly Digest[]): Promise<void> {
  const [manifest = ''] = image;
  const tagged = digestOfTag(entry);
  if (image.includes(entry.digest) || (tagged !== null && !image.includes(tagged))) return;
  if (buildkitSubject(entry) === manifest)
    return takeAttached(finder, entry, { subject: manifest, from: 'index', mustName: false });
  if (tagged !== null && documentType(entry.mediaType) === 'index')
    return attempt(finder, entry.digest, async () =>
      takeReferrers(finder, await readDocument(finder.store, entry, finder.signal), tagged),
    );
  // `cosign save` does not say which image of the layout is meant; the signed text does.
  if (isMarkedAttached(entry))
    return takeAttached(finder, entry, { subject: tagged ?? image.at(-1) ?? manifest, from: 'tag', mustName: false });
  if (documentType(entry.mediaType) !== 'manifest' || entry.platform !== undefined) return;
  const subject = await subjectOf(finder, entry);
  if (subject !== null && image.includes(subject))
    await takeAttached(finder, entry, { subject, from: 'referrer', mustName: true });
}

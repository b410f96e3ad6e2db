import { type Attachments, type Digest, isCodedError } from '@gantry/core';
import { attachedTag } from '../_shared/attached-entries.ts';
import {
  type AttachmentFinder,
  attempt,
  foundAttachments,
  newAttachmentFinder,
  takeAttached,
} from '../_shared/attachment-finder.ts';
import { documentLimit, readDocument } from '../_shared/blob-store.ts';
import type { Descriptor } from '../_shared/descriptor.ts';
import { takeOfIndex, takeReferrers } from '../_shared/layout-attachments.ts';
import { ociIndexType } from '../_shared/media-types.ts';
import type { OpenedImage } from '../_shared/source.ts';
import { nextQuery } from './next-query.ts';
import type { Pulls } from './pulls.ts';
import type { Session } from './session.ts';

/** A repository, and the image of it that is asked about. */
export interface RegistrySearch {
  readonly session: Session;
  readonly pulls: Pulls;
  readonly image: Pick<OpenedImage, 'source' | 'index'>;
  readonly signal: AbortSignal | undefined;
}

/** Pages of referrers that are asked for. */
const maxPages = 16;

/**
 * Signatures and statements that a repository keeps about an image and about the index that lists it: by the referrers API (OCI 1.1), its
 * fallback tag, the tags of cosign, and the statements that BuildKit puts into indexes. Only this repository is asked.
 */
export async function registryAttachments(search: RegistrySearch): Promise<Attachments> {
  const { source, index } = search.image;
  const finder = newAttachmentFinder(search.pulls.store, search.signal);
  const subjects = [source.manifestDigest, source.indexDigest].filter((one) => one !== undefined);
  for (const subject of subjects) {
    await attempt(finder, `referrers of ${subject}`, () => byReferrers(finder, search, subject));
    await byTag(finder, search, { subject, ending: '.sig' });
    await byTag(finder, search, { subject, ending: '.att' });
  }
  await attempt(finder, 'the index of the image', () => takeOfIndex(finder, index, source.manifestDigest));
  return foundAttachments(finder);
}

async function byReferrers(finder: AttachmentFinder, search: RegistrySearch, subject: Digest): Promise<void> {
  const { session, signal } = search;
  const headers = { accept: ociIndexType };
  let query: string | undefined = '';
  for (let page = 0; query !== undefined && page < maxPages; page += 1) {
    const path = `referrers/${subject}${query}`;
    const reply = await session.get(path, { headers, accept: [200, 400, 404, 405, 501], signal });
    if (reply.status !== 200) {
      await reply.discard();
      return byFallback(finder, search, subject);
    }
    await takeReferrers(finder, await reply.bytes(documentLimit), subject);
    query = nextQuery(reply.header('link'));
  }
  if (query !== undefined) finder.unread.push({ from: `referrers of ${subject}`, because: 'there are too many' });
}

/** Registries without the API keep the list under a tag. */
async function byFallback(finder: AttachmentFinder, search: RegistrySearch, subject: Digest): Promise<void> {
  const found = await resolved(search.pulls, attachedTag(subject, ''));
  if (found !== null) await takeReferrers(finder, await readDocument(finder.store, found, finder.signal), subject);
}

async function byTag(
  finder: AttachmentFinder,
  { pulls }: RegistrySearch,
  { subject, ending }: { readonly subject: Digest; readonly ending: '.sig' | '.att' },
): Promise<void> {
  const tag = attachedTag(subject, ending);
  await attempt(finder, `tag ${tag}`, async () => {
    const found = await resolved(pulls, tag);
    if (found !== null) await takeAttached(finder, found, { subject, from: 'tag', mustName: false });
  });
}

/** Null when there is no such tag, which is the usual case. */
async function resolved(pulls: Pulls, tag: string): Promise<Descriptor | null> {
  try {
    return await pulls.resolve(tag);
  } catch (error) {
    if (isCodedError(error) && error.code === 'SBOM_PULL_MISSING') return null;
    throw error;
  }
}

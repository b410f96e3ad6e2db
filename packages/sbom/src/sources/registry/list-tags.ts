import { byCodeUnit } from '@gantry/core';
import { sbomErrors } from '../../errors.ts';
import { asRecord, parseBoundedJson } from '../_shared/bounded-json.ts';
import { parseReference } from '../_shared/reference.ts';
import type { SourceOptions } from '../_shared/source.ts';
import { nextQuery } from './next-query.ts';
import { connectRegistry, type Session } from './session.ts';

/** The tags of a repository. */
export interface TagList {
  /** `registry/repository` in full, as in full tags. */
  readonly repository: string;
  /** Each once, in code-unit order. */
  readonly tags: readonly string[];
}

const pageSize = 1_000;
const pageLimit = 4 << 20;
const tagLimit = 100_000;
const tagForm = /^\w[\w.-]{0,127}$/;

/**
 * Asks a registry for all tags of a repository, page by page (distribution specification, "Listing Tags"). Fails as pulls do, and with
 * SBOM_TAGS_INVALID for a list that cannot be understood, SBOM_TAGS_LIMIT for one without an end.
 */
export async function listTags(repository: string, options: SourceOptions): Promise<TagList> {
  const reference = parseReference(repository);
  const session = await connectRegistry(reference, options);
  try {
    const tags = await allPages(session, options.signal);
    return { repository: `${reference.registry}/${reference.repository}`, tags: [...tags].sort(byCodeUnit) };
  } finally {
    await session.close();
  }
}

async function allPages(session: Session, signal: AbortSignal | undefined): Promise<ReadonlySet<string>> {
  const tags = new Set<string>();
  const asked = new Set<string>();
  for (let query: string | undefined = `?n=${pageSize}`; query !== undefined; ) {
    asked.add(query);
    const reply = await session.get(`tags/list${query}`, { accept: [200], signal });
    for (const tag of pageTags(session, await reply.bytes(pageLimit))) tags.add(tag);
    if (tags.size > tagLimit) throw sbomErrors.TAGS_LIMIT({ reference: session.reference, limit: tagLimit });
    query = nextQuery(reply.header('link'));
    if (query !== undefined && (asked.has(query) || asked.size > tagLimit / 10))
      throw sbomErrors.TAGS_INVALID({ reference: session.reference, because: 'its pages go in a circle' });
  }
  return tags;
}

/** `tags` is null for an empty repository in some registries. Texts that are no tags cannot be pulled and are left out. */
function pageTags(session: Session, bytes: Uint8Array): readonly string[] {
  const record = asRecord(parseBoundedJson(bytes, 'list of tags'));
  const tags = record?.['tags'] ?? [];
  if (record === undefined || !Array.isArray(tags))
    throw sbomErrors.TAGS_INVALID({ reference: session.reference, because: 'it is no list' });
  return tags.filter((tag): tag is string => typeof tag === 'string' && tagForm.test(tag));
}

import { type SelectQueryBuilder, sql } from 'kysely';
import type { AnalysisStatus, Row, Scope, Tables } from '../../kernel/db/index.ts';

/** An image with its tags. */
export interface ListedImage {
  readonly image: Row<'image'>;
  /** Current ones first, newest first. */
  readonly tags: readonly ListedTag[];
}

/** A tag of an image, and whether it names that image now. */
export type ListedTag = Row<'image_tag'> & { readonly current: boolean };

/** Which images are asked for. */
export interface ImageFilter {
  /** Hex. */
  readonly imageId?: string;
  readonly fullTag?: string;
  /** Images that a tag named once, too. */
  readonly history: boolean;
  readonly status: 'all' | 'active' | 'deleting';
  readonly analysisStatus?: AnalysisStatus;
  readonly analyzedSince?: Date;
}

/** The image, whatever its state; undefined when the account has none of this digest or it is being deleted. */
export function findImage(scope: Scope, digest: string): Promise<Row<'image'> | undefined> {
  return scope
    .select('image')
    .where('digest', '=', digest)
    .where('status', '<>', 'deleting')
    .selectAll()
    .executeTakeFirst() as Promise<Row<'image'> | undefined>;
}

/** All tags that name or named an image. */
export async function tagsOf(scope: Scope, digest: string): Promise<readonly ListedTag[]> {
  return sortTags(await rankedTags(scope, { digest }));
}

/** Newest images first. Without `history`, images whose tags all moved on are left out. */
export async function listImages(scope: Scope, filter: ImageFilter): Promise<readonly ListedImage[]> {
  const images = await filteredImages(scope, filter);
  const tags = await tagsByDigest(scope, filter);
  return images.flatMap((image) => {
    const all = tags.get(image.digest) ?? [];
    if (filter.fullTag === undefined && all.length === 0) return [{ image, tags: [] }];
    const shown = filter.history ? all : all.filter(({ current }) => current);
    return shown.length === 0 ? [] : [{ image, tags: sortTags(shown) }];
  });
}

function filteredImages(scope: Scope, filter: ImageFilter): Promise<readonly Row<'image'>[]> {
  const { imageId, fullTag, status, analysisStatus, analyzedSince } = filter;
  const query = scope
    .select('image')
    .$if(imageId !== undefined, (q) => q.where('image.image_id', '=', imageId ?? ''))
    .$if(fullTag !== undefined, (q) =>
      q.where(
        'image.digest',
        'in',
        scope
          .select('image_tag')
          .where('full_tag', '=', fullTag ?? '')
          .select('digest'),
      ),
    )
    .$if(status !== 'all', (q) => q.where('image.status', status === 'deleting' ? '=' : '<>', 'deleting'))
    .$if(analysisStatus !== undefined, (q) => q.where('image.analysis_status', '=', analysisStatus ?? 'analyzed'))
    .$if(analyzedSince !== undefined, (q) => q.where('image.analyzed_at', '>=', analyzedSince ?? null))
    .orderBy('image.created_at', 'desc')
    .orderBy('image.digest');
  return listColumns(query);
}

/** Without the texts that lists do not show. */
async function listColumns(query: SelectQueryBuilder<Tables, 'image', object>): Promise<readonly Row<'image'>[]> {
  const rows = await query.select(listed).execute();
  return rows.map((row) => ({ ...row, dockerfile: null, analysis_history: [], analysis_error: null }));
}

const listed = [
  'image.account',
  'image.digest',
  'image.parent_digest',
  'image.image_id',
  'image.status',
  'image.analysis_status',
  'image.annotations',
  'image.created_at',
  'image.last_updated',
  'image.analyzed_at',
  'image.arch',
  'image.distro',
  'image.distro_version',
  'image.size',
  'image.layer_count',
  'image.dockerfile_mode',
  'image.sbom_digest',
  'image.origin',
  'image.repository',
] as const;

async function tagsByDigest(
  scope: Scope,
  { fullTag }: ImageFilter,
): Promise<ReadonlyMap<string, readonly ListedTag[]>> {
  const grouped = new Map<string, ListedTag[]>();
  for (const tag of await rankedTags(scope, fullTag === undefined ? {} : { fullTag })) {
    const group = grouped.get(tag.digest);
    if (group === undefined) grouped.set(tag.digest, [tag]);
    else group.push(tag);
  }
  return grouped;
}

/** Tags with their rank: the newest image of a tag that is not being deleted is the one that it names. */
async function rankedTags(
  scope: Scope,
  only: { readonly digest?: string; readonly fullTag?: string },
): Promise<readonly ListedTag[]> {
  const { digest, fullTag } = only;
  const ranked = scope
    .select('image_tag')
    .innerJoin('image', (join) =>
      join.onRef('image.account', '=', 'image_tag.account').onRef('image.digest', '=', 'image_tag.digest'),
    )
    .$if(fullTag !== undefined, (q) => q.where('image_tag.full_tag', '=', fullTag ?? ''))
    .$if(digest !== undefined, (q) =>
      q.where(
        'image_tag.full_tag',
        'in',
        scope
          .select('image_tag')
          .where('digest', '=', digest ?? '')
          .select('full_tag'),
      ),
    )
    .selectAll('image_tag')
    .select(currentRank.as('rank'));
  const rows = await scope.db
    .selectFrom(ranked.as('ranked'))
    .$if(digest !== undefined, (q) => q.where('digest', '=', digest ?? ''))
    .selectAll()
    .execute();
  return rows.map(({ rank, ...tag }) => ({ ...(tag as Row<'image_tag'>), current: Number(rank) === 1 }));
}

/** 1 for the row that says which image a tag names now. */
export const currentRank = sql<number>`row_number() over (
  partition by image_tag.full_tag
  order by (image.status = 'deleting'), image_tag.detected_at desc, image_tag.last_updated desc, image_tag.digest
)`;

function sortTags(tags: readonly ListedTag[]): readonly ListedTag[] {
  return [...tags].sort(
    (a, b) => Number(b.current) - Number(a.current) || b.detected_at.getTime() - a.detected_at.getTime(),
  );
}

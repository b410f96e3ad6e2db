import type { ImageTagSummary, ImageTagSummaryList } from '@gantry/contract/summaries';
import { sql } from 'kysely';
import type { Scope } from '../../kernel/db/index.ts';
import { summaryErrors, type TagQuery, taggedImages } from './filters.ts';

const largestPage = 10_000;

/** What the words of `order_by` stand for. */
const columns = {
  image_digest: 'image_tag.digest',
  parent_digest: 'image.parent_digest',
  analysis_status: 'image.analysis_status',
  created_at: 'image.created_at',
  image_id: 'image.image_id',
  analyzed_at: 'image.analyzed_at',
  tag_detected_at: 'image_tag.detected_at',
  image_status: 'image.status',
  full_tag: 'image_tag.full_tag',
} as const;

/** One page of tags with their images, and how many there are in all. SUMMARY_QUERY_INVALID. */
export async function listTags(scope: Scope, query: TagQuery): Promise<ImageTagSummaryList> {
  const part = pageOf(query);
  const matching = taggedImages(scope, query);
  const { total } = await matching.select(sql<number>`count(*)::integer`.as('total')).executeTakeFirstOrThrow();
  let page = matching.select([
    'image_tag.digest',
    'image_tag.full_tag',
    'image_tag.detected_at',
    'image.parent_digest',
    'image.image_id',
    'image.analysis_status',
    'image.created_at',
    'image.analyzed_at',
    'image.status',
  ]);
  for (const { column, direction } of orderOf(query)) page = page.orderBy(column, direction);
  const rows = await page
    .orderBy('image_tag.full_tag')
    .orderBy('image_tag.detected_at', 'desc')
    .orderBy('image_tag.digest')
    .$if(part !== undefined, (q) => q.limit(part?.limit ?? 0).offset(part?.offset ?? 0))
    .execute();
  return { items: rows.map(toSummary), total_rows: total };
}

/** Without a limit there is one page with everything. */
function pageOf({ limit, page }: TagQuery): { readonly limit: number; readonly offset: number } | undefined {
  if (page < 1 || page > 1_000_000) throw summaryErrors.QUERY_INVALID({ name: 'page', because: 'pages count from 1' });
  if (limit === undefined) return page === 1 ? undefined : { limit: 0, offset: 0 };
  if (limit < 1 || limit > largestPage)
    throw summaryErrors.QUERY_INVALID({ name: 'limit', because: `it is not between 1 and ${largestPage}` });
  return { limit, offset: (page - 1) * limit };
}

/** `order_by_descending` is parallel to `order_by`; what it does not reach is ascending. */
function orderOf({ order_by = [], order_by_descending = [] }: TagQuery) {
  return order_by.map((word, position) => ({
    column: columns[word],
    direction: order_by_descending[position] === true ? ('desc' as const) : ('asc' as const),
  }));
}

interface TagRow {
  readonly digest: string;
  readonly full_tag: string;
  readonly detected_at: Date;
  readonly parent_digest: string;
  readonly image_id: string;
  readonly analysis_status: string;
  readonly created_at: Date;
  readonly analyzed_at: Date | null;
  readonly status: string;
}

function toSummary(row: TagRow): ImageTagSummary {
  return {
    image_digest: row.digest,
    parent_digest: row.parent_digest,
    image_id: row.image_id,
    analysis_status: row.analysis_status,
    full_tag: row.full_tag,
    created_at: seconds(row.created_at),
    ...(row.analyzed_at === null ? {} : { analyzed_at: seconds(row.analyzed_at) }),
    tag_detected_at: seconds(row.detected_at),
    image_status: row.status,
  };
}

/** The document has times as whole numbers here: seconds since 1970. */
function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1_000);
}

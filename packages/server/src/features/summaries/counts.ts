import type { QueryOf } from '@gantry/contract';
import type { ImageSummaryCounts, summaryImageCounts } from '@gantry/contract/summaries';
import { sql } from 'kysely';
import type { Scope } from '../../kernel/db/index.ts';
import { statesOf } from './filters.ts';

/** How many images the account has, by the state of their analysis, and how many tags name them. */
export async function countImages(
  scope: Scope,
  query: QueryOf<typeof summaryImageCounts>,
): Promise<ImageSummaryCounts> {
  const states = statesOf(query.image_status);
  const { registry, repo } = query;
  const named = registry !== undefined || repo !== undefined;
  const tags = scope
    .select('image_tag')
    .$if(registry !== undefined, (q) => q.where('image_tag.registry', '=', registry ?? ''))
    .$if(repo !== undefined, (q) => q.where('image_tag.repo', '=', repo ?? ''));
  const images = scope
    .select('image')
    .$if(states !== undefined, (q) => q.where('image.status', 'in', (states ?? []) as 'active'[]))
    .$if(named, (q) => q.where('image.digest', 'in', tags.select('image_tag.digest')));
  const { tags: tagCount } = await tags
    .where('image_tag.digest', 'in', images.select('image.digest'))
    .select(sql<number>`count(distinct image_tag.full_tag)::integer`.as('tags'))
    .executeTakeFirstOrThrow();
  const counts = await images
    .select([
      sql<number>`count(*)::integer`.as('images'),
      sql<number>`count(*) filter (where image.analysis_status = 'analyzed')::integer`.as('analyzed'),
      sql<number>`count(*) filter (where image.analysis_status = 'analyzing')::integer`.as('analyzing'),
      sql<number>`count(*) filter (where image.analysis_status = 'not_analyzed')::integer`.as('pending'),
      sql<number>`count(*) filter (where image.analysis_status = 'analysis_failed')::integer`.as('failed'),
    ])
    .executeTakeFirstOrThrow();
  return { tags: tagCount, ...counts };
}

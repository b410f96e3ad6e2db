import type { QueryOf } from '@gantry/contract';
import type { summaryImageTags } from '@gantry/contract/summaries';
import { defineErrors } from '@gantry/core';
import { type ExpressionBuilder, sql } from 'kysely';
import type { Scope, Tables } from '../../kernel/db/index.ts';

/** Error codes of summaries. */
export const summaryErrors = defineErrors('SUMMARY', {
  QUERY_INVALID: { kind: 'usage', says: '{name}: {because}', advice: 'Compare the request with the API reference.' },
});

/** The query of the list of tags. */
export type TagQuery = QueryOf<typeof summaryImageTags>;

/** States of images as queries name them; undefined for all. */
export function statesOf(words: readonly ('all' | 'active' | 'deleting')[]): readonly string[] | undefined {
  if (words.includes('all')) return undefined;
  return words.flatMap((word) => (word === 'deleting' ? ['deleting'] : ['active', 'inactive', 'disabled']));
}

/** Tags of the account with their images, as far as the query asks for them. */
export function taggedImages(scope: Scope, query: TagQuery) {
  const states = statesOf(query.image_status);
  const analysis = query.analysis_status.includes('all') ? undefined : query.analysis_status;
  const { registry, repository, tag, filter } = query;
  return (
    scope
      .select('image_tag')
      .innerJoin('image', (join) =>
        join.onRef('image.account', '=', 'image_tag.account').onRef('image.digest', '=', 'image_tag.digest'),
      )
      .$if(states !== undefined, (q) => q.where('image.status', 'in', (states ?? []) as 'active'[]))
      .$if(analysis !== undefined, (q) => q.where('image.analysis_status', 'in', (analysis ?? []) as 'analyzed'[]))
      .$if(query.analyzed_since !== undefined, (q) => q.where('image.analyzed_at', '>=', sinceOf(query)))
      .$if(registry !== undefined, (q) => q.where('image_tag.registry', '=', registry ?? ''))
      .$if(repository !== undefined, (q) => q.where('image_tag.repo', '=', repository ?? ''))
      .$if(tag !== undefined, (q) => q.where('image_tag.tag', '=', tag ?? ''))
      .$if(filter !== undefined && filter !== '', (q) => q.where((eb) => mentions(eb, filter ?? '')))
      // No inventory of running containers is kept: nothing is known to run.
      .$if(query.runtime === true, (q) => q.where(sql<boolean>`false`))
  );
}

/** Does the tag, the digest or the image id hold the text, in any case? */
function mentions(eb: ExpressionBuilder<Pick<Tables, 'image' | 'image_tag'>, 'image' | 'image_tag'>, text: string) {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return eb.or([
    eb('image_tag.full_tag', 'ilike', pattern),
    eb('image_tag.digest', 'ilike', pattern),
    eb('image.image_id', 'ilike', pattern),
  ]);
}

function sinceOf({ analyzed_since: text = '' }: TagQuery): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime()))
    throw summaryErrors.QUERY_INVALID({ name: 'analyzed_since', because: 'it is not a time' });
  return time;
}

import type { Verdict } from '@gantry/core';
import type { Row, Scope } from '../../kernel/db/index.ts';
import type { Judgement } from './judge.ts';
import type { Shown } from './to-wire.ts';

/** Rows that are in memory at a time: each may hold thousands of findings. */
const pageSize = 10;

/** Which stored evaluations. */
export interface HistoryOf {
  readonly digest: string;
  readonly tag: string;
  readonly policyId: string;
}

/** The stored evaluations of an image under a tag by a policy, newest first, read a few at a time. */
export async function* storedEvaluations(scope: Scope, wanted: HistoryOf): AsyncGenerator<Shown> {
  let last: Row<'evaluation'> | undefined;
  do {
    const rows = await page(scope, wanted, last);
    for (const row of rows) yield toShown(row);
    last = rows.length < pageSize ? undefined : rows.at(-1);
  } while (last !== undefined);
}

async function page(scope: Scope, wanted: HistoryOf, after: Row<'evaluation'> | undefined) {
  const all = scope
    .select('evaluation')
    .selectAll()
    .where('evaluation.image_digest', '=', wanted.digest)
    .where('evaluation.tag', '=', wanted.tag)
    .where('evaluation.policy_id', '=', wanted.policyId)
    .orderBy('evaluation.evaluated_at', 'desc')
    .orderBy('evaluation.id', 'desc')
    .limit(pageSize);
  if (after === undefined) return all.execute();
  return all
    .where((eb) =>
      eb(eb.refTuple('evaluation.evaluated_at', 'evaluation.id'), '<', eb.tuple(after.evaluated_at, after.id)),
    )
    .execute();
}

function toShown(row: Row<'evaluation'>): Shown {
  // What is stored is what `recordEvaluation` wrote.
  const stored = row.verdict as unknown as Verdict & Pick<Judgement, 'remediations' | 'inherited'>;
  const { remediations, inherited } = stored;
  return { verdict: stored, remediations, inherited, policy: row.policy, comparison: row.comparison_digest };
}

/** The newest image that an account has under a tag; undefined when it has none. */
export async function newestImageOf(scope: Scope, tag: string): Promise<string | undefined> {
  const found = await scope
    .select('image_tag')
    .select('image_tag.digest')
    .where('image_tag.full_tag', '=', tag)
    .orderBy('image_tag.detected_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found?.digest;
}

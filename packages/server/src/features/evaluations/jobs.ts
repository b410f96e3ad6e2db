import { isCodedError } from '@gantry/core';
import { type Db, scoped } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import type { JobKind, Schedule } from '../../kernel/queue/index.ts';
import type { EvaluationService } from './service.ts';

/** Evaluates an image under a tag by the active policy: `{account, digest, tag}`. */
export const evaluateJob = 'evaluate';
/** Sends an `evaluate` for the image behind every subscribed tag. */
export const sweepJob = 'evaluate-subscribed';

/** The sweep, every so many seconds: verdicts change without anybody's doing, since advisories arrive and time passes. */
export function evaluationSchedules(every = 3_600): readonly Schedule[] {
  return [{ job: sweepJob, every }];
}

/** The kinds of jobs of evaluations. */
export function evaluationJobs(platform: Platform, evaluations: EvaluationService): JobKind[] {
  return [
    {
      name: evaluateJob,
      attempts: 3,
      deadline: 300,
      concurrency: 1,
      run: async ({ data, log }) => {
        const { account, digest, tag } = data;
        const scope = scoped(platform.db, String(account));
        try {
          await evaluations.evaluate(scope, { digest: String(digest), tag: String(tag), record: true });
        } catch (error) {
          if (!isGone(error)) throw error;
          log.info('nothing to evaluate', { account, digest, tag, code: error.code });
        }
      },
    },
    {
      name: sweepJob,
      attempts: 3,
      deadline: 600,
      concurrency: 1,
      run: async () => sendSubscribed(platform),
    },
  ];
}

/** Deleted since, or being analyzed again: whatever comes next evaluates it. */
function isGone(error: unknown): error is { readonly code: string } {
  return isCodedError(error) && ['IMAGE_NOT_FOUND', 'IMAGE_NOT_ANALYZED', 'IMAGE_ANALYSIS_FAILED'].includes(error.code);
}

const batch = 500;

async function sendSubscribed({ db, queue }: Platform): Promise<void> {
  let after: Subscribed | undefined;
  do {
    const found: Subscribed[] = await subscribedTags(db, after);
    for (const { account, tag, digest } of found) {
      if (digest === null) continue;
      const singleton = `${account}/${digest}/${tag}`;
      await queue.send(evaluateJob, { account, digest, tag }, { priority: 'background', singleton });
    }
    after = found.length < batch ? undefined : found.at(-1);
  } while (after !== undefined);
}

interface Subscribed {
  readonly account: string;
  readonly id: string;
  readonly tag: string;
  /** The newest image under the tag, when it is analyzed. */
  readonly digest: string | null;
}

/** Active subscriptions to verdicts, with the image that their tag names now. */
function subscribedTags(db: Db, after: Subscribed | undefined): Promise<Subscribed[]> {
  const query = db
    .selectFrom('subscription as s')
    .innerJoin('account as a', (join) => join.onRef('a.name', '=', 's.account').on('a.state', '=', 'enabled'))
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('image_tag as t')
          .innerJoin('image as i', (join) =>
            join.onRef('i.account', '=', 't.account').onRef('i.digest', '=', 't.digest'),
          )
          .select(['t.digest', 'i.analysis_status'])
          .whereRef('t.account', '=', 's.account')
          .whereRef('t.full_tag', '=', 's.key')
          .orderBy('t.detected_at', 'desc')
          .limit(1)
          .as('newest'),
      (join) => join.onTrue(),
    )
    .select(['s.account', 's.id', 's.key as tag'])
    .select((eb) =>
      eb
        .case()
        .when('newest.analysis_status', '=', 'analyzed')
        .then(eb.ref('newest.digest'))
        .else(null)
        .end()
        .as('digest'),
    )
    .where('s.type', '=', 'policy_eval')
    .where('s.active', '=', true)
    .orderBy('s.account')
    .orderBy('s.id')
    .limit(batch);
  if (after === undefined) return query.execute();
  return query.where((eb) => eb(eb.refTuple('s.account', 's.id'), '>', eb.tuple(after.account, after.id))).execute();
}

import type { Platform } from '../../kernel/platform/index.ts';
import type { JobKind, Schedule } from '../../kernel/queue/index.ts';

const name = 'sweep-snapshots';

/** Documents that go in one statement. */
const portion = 200;

/** Deletes documents of facts that no stored evaluation needs any more. Of all accounts: it looks at uses only. */
export function snapshotSweepJob({ db }: Platform): JobKind {
  return {
    name,
    attempts: 3,
    deadline: 600,
    concurrency: 1,
    async run({ signal }) {
      for (let deleted = portion; deleted === portion; ) {
        signal.throwIfAborted();
        const unused = db
          .selectFrom('snapshot')
          .leftJoin('snapshot_use as use', (join) =>
            join.onRef('use.account', '=', 'snapshot.account').onRef('use.sha256', '=', 'snapshot.sha256'),
          )
          .where('use.sha256', 'is', null)
          .select(['snapshot.account', 'snapshot.sha256'])
          .limit(portion);
        const { numDeletedRows } = await db
          .deleteFrom('snapshot')
          .using(unused.as('unused'))
          .whereRef('snapshot.account', '=', 'unused.account')
          .whereRef('snapshot.sha256', '=', 'unused.sha256')
          .executeTakeFirst();
        deleted = Number(numDeletedRows);
      }
    },
  };
}

/** Once a day. */
export const snapshotSweep: Schedule = { job: name, every: 86_400 };

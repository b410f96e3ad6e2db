import type { Platform } from '../../kernel/platform/index.ts';
import type { JobKind, Schedule } from '../../kernel/queue/index.ts';

const name = 'expire-imports';

/** Ended operations are listed this long after their time, in milliseconds. */
const remembered = 30 * 24 * 3_600_000;

/** Ends operations whose time is over, with what was uploaded to them, and forgets those of long ago. Of all accounts: it looks at times only. */
export function expiryJob({ db, clock }: Platform): JobKind {
  return {
    name,
    attempts: 3,
    deadline: 600,
    concurrency: 1,
    async run() {
      const now = clock.now();
      await db
        .updateTable('import_operation')
        .set({ status: 'expired' })
        .where('status', '=', 'pending')
        .where('expires_at', '<=', now)
        .execute();
      await db
        .deleteFrom('import_content')
        .using('import_operation as o')
        .whereRef('o.account', '=', 'import_content.account')
        .whereRef('o.id', '=', 'import_content.operation_id')
        .where('o.status', 'in', ['expired', 'complete', 'failed'])
        .execute();
      await db
        .deleteFrom('import_operation')
        .where('status', 'in', ['expired', 'complete', 'failed'])
        .where('expires_at', '<=', new Date(now.getTime() - remembered))
        .execute();
    },
  };
}

/** Once an hour. */
export const expirySweep: Schedule = { job: name, every: 3_600 };

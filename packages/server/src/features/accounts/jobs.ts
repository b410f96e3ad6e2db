import type { Db } from '../../kernel/db/index.ts';
import type { JobKind } from '../../kernel/queue/index.ts';
import { removeAccount } from './removal.ts';

/** The name of the job that empties an account. */
export const deletionJob = 'delete-account';

/** Deletes accounts that are being deleted; one that came back under the same name is left alone. */
export function accountJobs(db: Db): readonly JobKind[] {
  return [
    {
      name: deletionJob,
      attempts: 10,
      deadline: 3_600,
      concurrency: 1,
      run: async ({ data, signal, log }) => {
        const account = String(data['account']);
        const row = await db.selectFrom('account').select('state').where('name', '=', account).executeTakeFirst();
        if (row?.state !== 'deleting') return;
        await removeAccount(db, account, signal);
        log.info('an account was deleted', { account });
      },
    },
  ];
}

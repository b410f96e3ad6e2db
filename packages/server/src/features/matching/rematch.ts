import type { AdvisoryStore, PackageIdentity } from '@gantry/vulns';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import type { JobKind, JobRun } from '../../kernel/queue/index.ts';
import type { Advisories } from '../advisories/ports.ts';
import type { Subscriptions } from '../subscriptions/ports.ts';
import { announceChanges } from './announce.ts';
import { type DueIdentity, refreshIdentities } from './refresh.ts';

/** The job that matches anew what images use. */
export const rematchName = 'rematch';

/** What the job works with. */
export interface RematchParts {
  readonly platform: Pick<Platform, 'db' | 'clock' | 'events'>;
  readonly advisories: Pick<Advisories, 'use' | 'reload'>;
  readonly subscriptions: Pick<Subscriptions, 'active'>;
}

/** Identities of one step. */
const step = 500;

/** After the advisories changed: matches every identity in use that has not seen them, and tells who subscribed. */
export function rematchJob(parts: RematchParts): JobKind {
  return {
    name: rematchName,
    attempts: 5,
    deadline: 3_600,
    concurrency: 1,
    run: async (job) => {
      await parts.advisories.reload();
      await parts.advisories.use((store) => rematchAll(parts, { job, store }));
      await announceChanges(parts);
    },
  };
}

async function rematchAll(
  { platform: { db, clock } }: RematchParts,
  { job, store }: { readonly job: JobRun; readonly store: AdvisoryStore },
): Promise<void> {
  const { digest } = store.facts();
  let matched = 0;
  for (let after = 0; ; ) {
    job.signal.throwIfAborted();
    const due = await nextDue(db, { after, digest });
    const last = due.at(-1);
    if (last === undefined) break;
    await refreshIdentities(due, { db, store, now: clock.now() });
    after = last.id;
    matched += due.length;
  }
  job.log.info('packages were matched with the new advisories', { digest, matched });
}

async function nextDue(db: Db, from: { readonly after: number; readonly digest: string }): Promise<DueIdentity[]> {
  const { rows } = await sql<{ readonly id: number; readonly facts: PackageIdentity }>`
    select i.id, i.facts from package_identity as i
    where i.id > ${from.after} and i.matched_with is distinct from ${from.digest}
      and exists (select 1 from artifact_package as a where a.identity_id = i.id)
    order by i.id limit ${step}
  `.execute(db);
  return rows.map(({ id, facts }) => ({ id: Number(id), facts }));
}

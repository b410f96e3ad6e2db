import { scoped } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import type { JobKind, JobRun, Schedule } from '../../kernel/queue/index.ts';
import type { Images } from '../images/ports.ts';
import type { Registries } from '../registries/ports.ts';
import type { Subscriptions } from './ports.ts';
import { findSubscription, watchedOnes } from './views.ts';
import { lookAtRepository } from './watch-repository.ts';
import { lookAtTag } from './watch-tag.ts';
import { isDue, sendLook, watchers } from './watching.ts';

/** What watchers need. */
export interface WatchParts {
  readonly platform: Platform;
  readonly registries: Registries;
  readonly subscriptions: Subscriptions;
  /** Asked for when a watcher runs: images and subscriptions need each other. */
  readonly images: () => Images;
  /** Seconds between two rounds. */
  readonly every: { readonly tags: number; readonly repositories: number };
}

/** The jobs of the watchers. */
export function watchJobs(parts: WatchParts): readonly JobKind[] {
  return [
    sweep(parts, 'tag_update', parts.every.tags),
    sweep(parts, 'repo_update', parts.every.repositories),
    // The next round is the next try.
    { name: watchers.tag_update.look, attempts: 1, deadline: 600, concurrency: 4, run: (job) => look(parts, job) },
    { name: watchers.repo_update.look, attempts: 1, deadline: 3_600, concurrency: 2, run: (job) => look(parts, job) },
  ];
}

/** When the rounds are. */
export function watchSchedules({ tags, repositories }: WatchParts['every']): readonly Schedule[] {
  return [
    { job: watchers.tag_update.sweep, every: tags },
    { job: watchers.repo_update.sweep, every: repositories },
  ];
}

/** A round: sends one job for each subscription whose time it is, so that a slow registry holds nobody else up. */
function sweep({ platform }: WatchParts, type: keyof typeof watchers, every: number): JobKind {
  return {
    name: watchers[type].sweep,
    attempts: 1,
    deadline: 600,
    concurrency: 1,
    async run({ signal }) {
      const now = platform.clock.now();
      for (const watched of await watchedOnes(platform.db, type)) {
        if (signal.aborted) return;
        if (!isDue(watched, now, every)) continue;
        const { account, id } = watched;
        await sendLook(platform.queue, type, { account, id, priority: 'background' });
      }
    },
  };
}

async function look(parts: WatchParts, job: JobRun): Promise<void> {
  const { account, id } = job.data;
  if (typeof account !== 'string' || typeof id !== 'string') return;
  const scope = scoped(parts.platform.db, account);
  const row = await findSubscription(scope, id);
  // It may have been switched off or deleted while the job waited.
  if (row === null || !row.active) return;
  const looking = { parts, scope, row, job };
  await (row.type === 'repo_update' ? lookAtRepository(looking) : lookAtTag(looking));
}

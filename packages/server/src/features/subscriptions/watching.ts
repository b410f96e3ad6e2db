import type { Row } from '../../kernel/db/index.ts';
import type { Queue } from '../../kernel/queue/index.ts';
import type { Watched } from './views.ts';

/** The watchers: what they look after, and the names of their jobs. */
export const watchers = {
  tag_update: { sweep: 'watch-tags', look: 'watch-tag' },
  repo_update: { sweep: 'watch-repositories', look: 'watch-repository' },
} as const;

/** The longest wait after failures, in seconds: a registry that is dead for days is asked four times a day. */
const longestWait = 21_600;

/** Does the time of a subscription come in this round? After each failure in a row the wait doubles. */
export function isDue({ failures, checked_at }: Watched, now: Date, every: number): boolean {
  if (checked_at === null || failures === 0) return true;
  const wait = Math.max(every, Math.min(longestWait, every * 2 ** Math.min(failures, 30)));
  // Rounds are not on the second.
  return now.getTime() - checked_at.getTime() >= (wait - every / 2) * 1_000;
}

/** Sends a look for somebody who waits, when the type is one that is watched. */
export async function watchOne(queue: Queue, { account, id, type }: WatchedRow): Promise<void> {
  if (type === 'tag_update' || type === 'repo_update') await sendLook(queue, type, { account, id, priority: 'normal' });
}

type WatchedRow = Pick<Row<'subscription'>, 'account' | 'id' | 'type'>;

/** Which subscription to look after, and how soon. */
interface Look {
  readonly account: string;
  readonly id: string;
  readonly priority: 'normal' | 'background';
}

/** Sends a look; one that waits or runs already is enough. */
export async function sendLook(
  queue: Queue,
  type: keyof typeof watchers,
  { account, id, priority }: Look,
): Promise<void> {
  await queue.send(watchers[type].look, { account, id }, { priority, singleton: id });
}

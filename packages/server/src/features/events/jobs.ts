import type { Platform } from '../../kernel/platform/index.ts';
import type { JobKind, Schedule } from '../../kernel/queue/index.ts';
import { deleteOldEvents } from './store.ts';

const bite = 5_000;
const day = 86_400_000;

/** Forgets events that are older than `days`. */
export function forgetEvents({ db, clock }: Pick<Platform, 'db' | 'clock'>, days: number): JobKind {
  return {
    name: 'forget-events',
    attempts: 3,
    deadline: 900,
    concurrency: 1,
    async run({ signal, log }) {
      const before = new Date(clock.now().getTime() - days * day);
      let forgotten = 0;
      for (let last = bite; last === bite && !signal.aborted; forgotten += last)
        last = await deleteOldEvents(db, before, bite);
      if (forgotten > 0) log.info('old events were deleted', { forgotten, before });
    },
  };
}

/** Twice a day. */
export const forgetEventsSchedule: Schedule = { job: 'forget-events', every: 43_200 };

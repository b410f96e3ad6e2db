import { deleteEvent, deleteEvents, getEvent, listEvents, listEventTypes } from '@gantry/contract/events';
import { createEventLog } from '../../../kernel/events/index.ts';
import type { Ask } from '../ask.ts';
import { refused, row } from '../row.ts';
import type { World } from '../world.ts';

const missing = 'EVENT_NOT_FOUND';

async function someEvent(world: World): Promise<Ask> {
  const { db, clock } = world.platform;
  const message = world.name('it happened');
  const log = createEventLog(db, clock, { hostId: 'one', service: 'api' });
  await log.emit({
    account: 'team-a',
    type: 'user.image.tag.update',
    level: 'INFO',
    message,
    resource: { type: 'image_tag', id: 'r.example/app:1' },
  });
  const { id } = await db.selectFrom('event').select('id').where('message', '=', message).executeTakeFirstOrThrow();
  return { params: { event_id: id } };
}

const hidden = { status: 404, code: missing };

/** What happened. */
export const eventRows = [
  row(listEventTypes),
  row(listEvents, {
    ask: async (world) => {
      await someEvent(world);
      return { query: { limit: '5' } };
    },
    mark: () => 'it happened',
    bad: refused({ query: { level: 'loud' } }, 'EVENT_LEVEL_UNKNOWN'),
  }),
  row(getEvent, { ask: someEvent, bad: missing, other: hidden }),
  row(deleteEvent, { ask: someEvent, bad: missing, other: hidden }),
  row(deleteEvents, {
    ask: async (world) => {
      await someEvent(world);
      return { query: { level: 'info' } };
    },
    bad: refused({ query: { before: 'yesterday' } }, 'EVENT_TIME_INVALID'),
  }),
];

import type { EventResponse } from '@gantry/contract/events';
import { deleteEvent, deleteEvents, getEvent, listEvents, listEventTypes } from '@gantry/contract/events';
import { toTimestamp } from '../../kernel/clock/index.ts';
import { type Route, reply, route } from '../../kernel/http/index.ts';
import { eventCatalogue } from './catalogue.ts';
import { eventErrors } from './errors.ts';
import { toFilter } from './filters.ts';
import { deleteEventRow, deleteEventRows } from './store.ts';
import { type EventRow, eventRow, listEventRows } from './views.ts';

/** The operations on events. */
export const eventRoutes: readonly Route[] = [
  route(listEventTypes, async () => reply(listEventTypes, 200, toTypes())),
  route(listEvents, async ({ scope, query }) => {
    // A longer page than this is given in pieces: `next_page` says so.
    const window = { page: counted('page', query.page), limit: Math.min(longestPage, counted('limit', query.limit)) };
    const { events, more } = await listEventRows(scope, toFilter(query), window);
    return reply(listEvents, 200, {
      results: events.map(toEvent),
      next_page: more,
      item_count: events.length,
      page: window.page,
    });
  }),
  route(deleteEvents, async ({ scope, query }) => {
    return reply(deleteEvents, 200, [...(await deleteEventRows(scope, toFilter(query)))]);
  }),
  route(getEvent, async ({ scope, params }) => reply(getEvent, 200, toEvent(await eventRow(scope, params.event_id)))),
  route(deleteEvent, async ({ scope, params }) => {
    await deleteEventRow(scope, params.event_id);
    return reply(deleteEvent, 200, undefined);
  }),
];

const longestPage = 1_000;

function counted(name: string, value: number): number {
  if (value >= 1 && value <= 1_000_000_000) return value;
  throw eventErrors.PAGE_INVALID({ name, value });
}

function toEvent(row: EventRow): EventResponse {
  const time = toTimestamp(row.created_at);
  return {
    event_id: row.id,
    created_at: time,
    event: {
      source: {
        service_name: row.service,
        host_id: row.host_id,
        base_url: row.base_url ?? '',
        request_id: row.request_id ?? '',
      },
      resource: { account_name: row.account, id: row.resource_id ?? '', type: row.resource_type ?? '' },
      type: row.type,
      category: row.type.slice(0, Math.max(0, row.type.indexOf('.'))),
      level: row.level,
      message: row.message,
      details: row.details ?? {},
      timestamp: time,
    },
  };
}

function toTypes() {
  return eventCatalogue.map(({ name, description, subjects }) => ({
    name,
    description,
    subcategories: subjects.map((subject) => ({
      name: subject.name,
      description: subject.description,
      events: subject.events.map(({ type, message, resourceType }) => ({
        name: type.split('.').slice(2).join('.'),
        type,
        message,
        resource_type: resourceType,
      })),
    })),
  }));
}

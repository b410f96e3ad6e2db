import { z } from 'zod';
import { empty, operation, pathText, queryInteger } from '../common/index.ts';
import { EventResponse, EventsList, EventTypesList } from './models.ts';

export const listEventTypes = operation({
  id: 'list_event_types',
  method: 'GET',
  path: '/event-types',
  tag: 'Events',
  may: 'listEvents',
  since: '0.2',
  summary: 'List every type of event that the server writes',
  replies: {
    200: EventTypesList,
  },
  problems: [403, 500],
});

export const listEvents = operation({
  id: 'list_events',
  method: 'GET',
  path: '/events',
  tag: 'Events',
  may: 'listEvents',
  since: '0.2',
  summary: 'List events of the account, newest first',
  query: z.object({
    source_service_name: z.string().optional(),
    source_host_id: z.string().optional(),
    event_type: z
      .string()
      .regex(/^[a-z0-9-_.*]+$/)
      .optional(),
    resource_type: z.string().optional(),
    resource_id: z.string().optional(),
    level: z.string().optional(),
    since: z.string().optional(),
    before: z.string().optional(),
    page: queryInteger.default(1),
    limit: queryInteger.default(100),
  }),
  replies: {
    200: EventsList,
  },
  problems: [400, 403, 500],
});

export const deleteEvents = operation({
  id: 'delete_events',
  method: 'DELETE',
  path: '/events',
  tag: 'Events',
  may: 'deleteEvents',
  since: '0.2',
  summary: 'Delete events of a level or a stretch of time, or all of them',
  query: z.object({
    before: z.string().optional(),
    since: z.string().optional(),
    level: z.string().optional(),
  }),
  replies: {
    200: z.array(z.string()),
  },
  problems: [400, 403, 500],
});

export const getEvent = operation({
  id: 'get_event',
  method: 'GET',
  path: '/events/{event_id}',
  tag: 'Events',
  may: 'listEvents',
  since: '0.2',
  summary: 'Show one event',
  params: z.object({ event_id: pathText }),
  replies: {
    200: EventResponse,
  },
  problems: [403, 404, 500],
});

export const deleteEvent = operation({
  id: 'delete_event',
  method: 'DELETE',
  path: '/events/{event_id}',
  tag: 'Events',
  may: 'deleteEvents',
  since: '0.2',
  summary: 'Delete one event',
  params: z.object({ event_id: pathText }),
  replies: {
    200: empty,
  },
  problems: [403, 404, 500],
});

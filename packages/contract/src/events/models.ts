import { z } from 'zod';
import { dateTime, model } from '../common/index.ts';

export const EventDescription = model(
  'EventDescription',
  z.object({
    name: z.string().optional(),
    type: z.string().optional(),
    message: z.string().optional(),
    resource_type: z.string().optional(),
  }),
);
export type EventDescription = z.infer<typeof EventDescription>;

export const EventSubcategory = model(
  'EventSubcategory',
  z.object({
    name: z.string().optional(),
    description: z.string().optional(),
    events: z.array(EventDescription).optional(),
  }),
);
export type EventSubcategory = z.infer<typeof EventSubcategory>;

export const EventCategory = model(
  'EventCategory',
  z.object({
    name: z.string().optional(),
    description: z.string().optional(),
    subcategories: z.array(EventSubcategory).optional(),
  }),
);
export type EventCategory = z.infer<typeof EventCategory>;

export const EventResponse = model(
  'EventResponse',
  z.object({
    event_id: z.string().optional(),
    created_at: dateTime.optional(),
    event: z
      .object({
        source: z
          .object({
            service_name: z.string().optional(),
            host_id: z.string().optional(),
            base_url: z.string().optional(),
            request_id: z.string().optional(),
          })
          .optional(),
        resource: z
          .object({
            account_name: z.string().optional(),
            id: z.string().optional(),
            type: z.string().optional(),
          })
          .optional(),
        type: z.string().optional(),
        category: z.string().optional(),
        level: z.string().optional(),
        message: z.string().optional(),
        details: z.record(z.string(), z.unknown()).optional(),
        timestamp: dateTime.optional(),
      })
      .optional(),
  }),
);
export type EventResponse = z.infer<typeof EventResponse>;

export const EventTypesList = model('EventTypesList', z.array(EventCategory));
export type EventTypesList = z.infer<typeof EventTypesList>;

export const EventsList = model(
  'EventsList',
  z.object({
    results: z.array(EventResponse).optional(),
    next_page: z.boolean().optional(),
    item_count: z.int().optional(),
    page: z.int().optional(),
  }),
);
export type EventsList = z.infer<typeof EventsList>;

import type { Client } from '@gantry/contract/client';
import { deleteEvent, deleteEvents, type EventResponse, getEvent, listEvents } from '@gantry/contract/events';
import { cliErrors } from '../../errors.ts';
import type { View } from '../../render/answer.ts';
import { flag, type OptionValues, text } from '../../settings/option.ts';
import { doing, nameOf, showing } from './verbs.ts';

const view: View<EventResponse> = {
  fields: [
    { title: 'Event ID', of: (item) => item.event_id },
    { title: 'Level', of: (item) => item.event?.level },
    { title: 'Type', of: (item) => item.event?.type },
    { title: 'Resource', max: 60, of: (item) => item.event?.resource?.id },
    { title: 'Message', max: 80, of: (item) => item.event?.message },
    { title: 'Time', of: (item) => item.event?.timestamp ?? item.created_at },
  ],
  id: (item) => item.event_id,
};

const details: View<EventResponse> = {
  ...view,
  fields: [
    ...view.fields,
    { title: 'Resource type', of: (item) => item.event?.resource?.type },
    { title: 'Account', of: (item) => item.event?.resource?.account_name },
    { title: 'Service', of: (item) => item.event?.source?.service_name },
    { title: 'Host', of: (item) => item.event?.source?.host_id },
    { title: 'Request', of: (item) => item.event?.source?.request_id },
    { title: 'Details', of: (item) => JSON.stringify(item.event?.details ?? {}) },
  ],
  lines: true,
};

/** Pages are this long. */
const pageLength = 100;

/** `gantry event list` */
export const list = showing(listEvents, {
  ask: (client, { options }) =>
    flag(options, 'all') ? everyPage(client, options) : onePage(client, options, pageOf(options)),
  items: (reply) => reply.results ?? [],
  view,
});

/** `gantry event get ID` */
export const get = showing(getEvent, {
  ask: (client, call) => client.call(getEvent, { params: { event_id: nameOf(call) } }),
  items: (reply) => [reply],
  view: details,
});

/** `gantry event delete ID...`, or those that the options pick. */
export const remove = doing({
  word: 'deleted',
  act: async (client, { args, options }) => {
    for (const event_id of args) await client.call(deleteEvent, { params: { event_id } });
    return args.length > 0 ? args : await deletePicked(client, options);
  },
});

async function deletePicked(client: Client, options: OptionValues): Promise<readonly string[]> {
  const query = { before: text(options, 'before'), since: text(options, 'since'), level: text(options, 'level') };
  const isPicked = Object.values(query).some((value) => value !== undefined);
  if (!isPicked && !flag(options, 'all'))
    throw cliErrors.NEEDS({ command: 'gantry event delete', what: 'ids, --before, --since, --level or --all' });
  if (!isPicked && !flag(options, 'force'))
    throw cliErrors.NEEDS({ command: 'gantry event delete --all', what: '--force, for it deletes every event' });
  return (await client.call(deleteEvents, { query })) ?? [];
}

function onePage(client: Client, options: OptionValues, page: number) {
  return client.call(listEvents, {
    query: {
      source_service_name: text(options, 'service'),
      source_host_id: text(options, 'host'),
      event_type: text(options, 'eventType'),
      resource_type: text(options, 'resourceType'),
      resource_id: text(options, 'resourceId'),
      level: text(options, 'level')?.toUpperCase(),
      since: text(options, 'since'),
      before: text(options, 'before'),
      page,
      limit: pageLength,
    },
  });
}

async function everyPage(client: Client, options: OptionValues) {
  const results: EventResponse[] = [];
  for (let page = 1; ; page += 1) {
    const reply = await onePage(client, options, page);
    results.push(...(reply.results ?? []));
    if (reply.next_page !== true) return { results, next_page: false, item_count: results.length, page: 1 };
  }
}

function pageOf(options: OptionValues): number {
  return Number(text(options, 'page') ?? 1);
}

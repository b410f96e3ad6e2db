import type { SelectQueryBuilder } from 'kysely';
import type { Row, Scope, Tables } from '../../kernel/db/index.ts';
import { eventErrors } from './errors.ts';
import type { EventFilter } from './filters.ts';

/** An event and the address of the service that it came from, while that is known. */
export type EventRow = Row<'event'> & { readonly base_url: string | null };

/** A stretch of the list. */
export interface EventPage {
  readonly events: readonly EventRow[];
  readonly more: boolean;
}

/** Newest first. `page` counts from 1. */
export async function listEventRows(
  scope: Scope,
  filter: EventFilter,
  { page, limit }: { readonly page: number; readonly limit: number },
): Promise<EventPage> {
  const rows = await narrowed(withSource(scope), filter)
    .orderBy('event.created_at', 'desc')
    .orderBy('event.id', 'desc')
    .offset((page - 1) * limit)
    .limit(limit + 1)
    .execute();
  return { events: rows.slice(0, limit), more: rows.length > limit };
}

/** EVENT_NOT_FOUND. */
export async function eventRow(scope: Scope, id: string): Promise<EventRow> {
  const row = isUuid(id) ? await withSource(scope).where('event.id', '=', id).executeTakeFirst() : undefined;
  if (row === undefined) throw eventErrors.NOT_FOUND({ id: id.slice(0, 100) });
  return row;
}

/** Ids of other forms name nothing; the database would refuse them. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** A pattern of LIKE for text with `*`. */
export function likePattern(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%');
}

function withSource(scope: Scope) {
  return scope
    .select('event')
    .leftJoin('service', (join) =>
      join.onRef('service.name', '=', 'event.service').onRef('service.host_id', '=', 'event.host_id'),
    )
    .selectAll('event')
    .select('service.base_url');
}

type Query<O> = SelectQueryBuilder<Tables & { service: Partial<Tables['service']> | Tables['service'] }, 'event', O>;

function narrowed<Q extends object>(query: Q, filter: EventFilter): Q {
  let narrow = query as unknown as Query<object>;
  const equal = [
    ['event.service', filter.service],
    ['event.host_id', filter.hostId],
    ['event.resource_type', filter.resourceType],
    ['event.resource_id', filter.resourceId],
    ['event.level', filter.level],
  ] as const;
  for (const [column, value] of equal) if (value !== undefined) narrow = narrow.where(column, '=', value as 'INFO');
  if (filter.type !== undefined) narrow = narrow.where('event.type', 'like', likePattern(filter.type));
  if (filter.since !== undefined) narrow = narrow.where('event.created_at', '>=', filter.since);
  if (filter.before !== undefined) narrow = narrow.where('event.created_at', '<', filter.before);
  return narrow as unknown as Q;
}

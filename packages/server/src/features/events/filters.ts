import { eventErrors } from './errors.ts';

/** Which events are meant. */
export interface EventFilter {
  readonly service?: string;
  readonly hostId?: string;
  /** With `*` for any text. */
  readonly type?: string;
  readonly resourceType?: string;
  readonly resourceId?: string;
  readonly level?: 'INFO' | 'ERROR';
  /** Not before this instant. */
  readonly since?: Date;
  /** Before this instant. */
  readonly before?: Date;
}

/** What the wire says of them. */
export interface WireFilter {
  readonly source_service_name?: string | undefined;
  readonly source_host_id?: string | undefined;
  readonly event_type?: string | undefined;
  readonly resource_type?: string | undefined;
  readonly resource_id?: string | undefined;
  readonly level?: string | undefined;
  readonly since?: string | undefined;
  readonly before?: string | undefined;
}

/** The filter of a query. EVENT_TIME_INVALID, EVENT_LEVEL_UNKNOWN. Empty values ask for nothing. */
export function toFilter(query: WireFilter): EventFilter {
  return Object.fromEntries(
    Object.entries({
      service: query.source_service_name,
      hostId: query.source_host_id,
      type: query.event_type,
      resourceType: query.resource_type,
      resourceId: query.resource_id,
      level: level(query.level),
      since: instant('since', query.since),
      before: instant('before', query.before),
    }).filter(([, value]) => value !== undefined && value !== ''),
  );
}

function level(text: string | undefined): 'INFO' | 'ERROR' | undefined {
  if (text === undefined || text === '' || text === '*') return undefined;
  const upper = text.toUpperCase();
  if (upper === 'INFO' || upper === 'ERROR') return upper;
  throw eventErrors.LEVEL_UNKNOWN({ value: text.slice(0, 100) });
}

/** RFC 3339, also with a space and without a zone (then UTC), as clients of several languages print times; or a date. */
const form = /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)([Zz]|[+ -]\d\d:?\d\d)?)?$/;

function instant(name: string, text: string | undefined): Date | undefined {
  if (text === undefined || text === '') return undefined;
  const [, date, time = '00:00:00', zone = 'Z'] = form.exec(text.trim()) ?? [];
  // An unencoded plus sign of a query arrives as a space.
  const offset = zone
    .toUpperCase()
    .replace(' ', '+')
    .replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  const read = new Date(`${date}T${time}${offset}`);
  if (date === undefined || Number.isNaN(read.getTime()))
    throw eventErrors.TIME_INVALID({ name, value: text.slice(0, 100) });
  return read;
}

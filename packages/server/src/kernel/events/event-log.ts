import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock/index.ts';
import type { Db, DbOrTx } from '../db/index.ts';
import type { EventLog } from './types.ts';

/** The process that events come from. */
export interface EventSource {
  readonly hostId: string;
  /** The name of its service: `api`, `worker`, `all`. */
  readonly service: string;
}

/** Texts of events come from registries and files too: what is longer says nothing more. */
const messageLimit = 4_096;

/** Events in the database. Inside a transaction it has to be given: the embedded engine has no second session. */
export function createEventLog(db: Db, clock: Clock, source: EventSource): EventLog {
  return {
    async emit({ account, type, level, message, details, resource, user, requestId }, within: DbOrTx = db) {
      await within
        .insertInto('event')
        .values({
          id: randomUUID(),
          account,
          type,
          level,
          message: plainText(message).slice(0, messageLimit),
          details: details === undefined ? null : plainText(JSON.stringify(details)),
          resource_type: resource?.type ?? null,
          resource_id: resource?.id ?? null,
          username: user ?? null,
          request_id: requestId ?? null,
          service: source.service,
          host_id: source.hostId,
          created_at: clock.now(),
        })
        .execute();
    },
  };
}

/** PostgreSQL keeps no NUL, neither as a character nor as an escape in JSON. */
function plainText(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').replaceAll('\\u0000', '\\ufffd');
}

import type { Row } from '../../kernel/db/index.ts';
import type { EventLog, NewEvent } from '../../kernel/events/index.ts';
import type { Changed } from './change.ts';

/** Who changes something, and in which request. */
export interface Actor {
  readonly username: string;
  readonly requestId: string;
}

type PolicyName = Pick<Row<'policy'>, 'account' | 'id'>;

/** Writes `user.policy.added`. */
export function announceAdded(events: EventLog, row: Row<'policy'>, by: Actor): Promise<void> {
  return events.emit(about(row, by, { type: 'user.policy.added', message: `policy ${row.id} was added` }));
}

/** Writes `user.policy.deleted`. */
export function announceRemoved(events: EventLog, row: PolicyName, by: Actor): Promise<void> {
  return events.emit(about(row, by, { type: 'user.policy.deleted', message: `policy ${row.id} was deleted` }));
}

/** Writes `user.policy.updated` for another document and `user.policy.activated` for a new active policy. */
export async function announceChange(events: EventLog, { before, after }: Changed, by: Actor): Promise<void> {
  if (before.digest !== after.digest) {
    const details = { digest: { old: before.digest, new: after.digest }, active: after.active };
    await events.emit(
      about(after, by, { type: 'user.policy.updated', message: `policy ${after.id} was changed`, details }),
    );
  }
  if (!before.active && after.active) {
    await events.emit(
      about(after, by, { type: 'user.policy.activated', message: `policy ${after.id} is the active one now` }),
    );
  }
}

function about(
  { account, id }: PolicyName,
  { username, requestId }: Actor,
  words: Pick<NewEvent, 'type' | 'message' | 'details'>,
): NewEvent {
  return { ...words, account, level: 'INFO', resource: { type: 'policy', id }, user: username, requestId };
}

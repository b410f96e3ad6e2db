import type { Operation } from '@gantry/contract';
import type { Logger } from '../log/index.ts';
import { type HttpCaller, isChange } from './route.ts';

/** A change that somebody made or tried to make. It never holds bodies, queries or secrets. */
export interface AuditEvent {
  /** The operation id. */
  readonly operation: string;
  readonly summary: string;
  readonly username: string;
  readonly homeAccount: string;
  /** The account that the change was about. */
  readonly account: string;
  /** What was changed, as far as the path names it: the last of its parameters. */
  readonly resource: { readonly type: string; readonly id: string } | null;
  readonly requestId: string;
  readonly address: string;
  readonly status: number;
}

/** Keeps the trail. */
export type Auditor = (event: AuditEvent) => Promise<void>;

/** One answered call. */
export interface AuditedCall {
  readonly operation: Operation;
  readonly caller: HttpCaller;
  readonly params: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly address: string;
  readonly status: number;
}

/**
 * Tells the auditor of a successful change. The change has happened by then: a trail that cannot be written is told to the log,
 * with all that it would have held, and does not turn the reply into a failure.
 */
export async function auditChange(call: AuditedCall, auditor: Auditor | undefined, log: Logger): Promise<void> {
  if (auditor === undefined || !isChange(call.operation)) return;
  const event = eventOf(call);
  try {
    await auditor(event);
  } catch (error) {
    log.error('an audit event could not be written', { ...event, error });
  }
}

/** Tells the log of a change that was refused. */
export function logRefusal(call: Omit<AuditedCall, 'caller'>, caller: HttpCaller | null, log: Logger): void {
  if (!isChange(call.operation) || (call.status !== 401 && call.status !== 403)) return;
  const { operation, status, address, params } = call;
  log.info('a change was refused', {
    operation: operation.id,
    status,
    address,
    username: caller?.username ?? null,
    account: caller?.account ?? null,
    resource: resourceOf(params),
  });
}

function eventOf({ operation, caller, params, requestId, address, status }: AuditedCall): AuditEvent {
  const { username, homeAccount, account } = caller;
  return {
    operation: operation.id,
    summary: operation.summary,
    username,
    homeAccount,
    account,
    resource: resourceOf(params),
    requestId,
    address,
    status,
  };
}

function resourceOf(params: Readonly<Record<string, string>>): AuditEvent['resource'] {
  const last = Object.entries(params).at(-1);
  return last === undefined ? null : { type: last[0], id: last[1] };
}

import type { Operation } from '@gantry/contract';
import { z } from 'zod';
import { serverErrors } from '../../errors.ts';
import { type Reply, rawBody } from './route.ts';

/** Throws SERVER_BUG when a reply is not what the contract says: for tests, where a missing property must not pass. */
export function checkReply(operation: Operation, reply: Reply<Operation>): void {
  const reason = flaw(operation, reply);
  if (reason !== null) throw serverErrors.BUG({ reason: `${operation.id} ${reply.status}: ${reason}` });
}

function flaw(operation: Operation, { status, body }: Reply<Operation>): string | null {
  const shape = operation.replies[status];
  if (shape === undefined) return 'the contract has no reply of this status';
  if (!(shape instanceof z.ZodType)) return shape.kind === 'empty' && body !== undefined ? 'no body is expected' : null;
  const value = plain(body);
  if (value === unchecked) return null;
  const result = shape.safeParse(value);
  return result.success ? null : z.prettifyError(result.error).slice(0, 2_000);
}

const unchecked = Symbol('not looked at');

/** The value as a client reads it; bytes and streams are left alone. */
function plain(body: unknown): unknown {
  const raw = typeof body === 'object' && body !== null && rawBody in body ? body[rawBody] : null;
  if (raw !== null && typeof raw !== 'string') return unchecked;
  return JSON.parse(raw ?? JSON.stringify(body) ?? 'null');
}

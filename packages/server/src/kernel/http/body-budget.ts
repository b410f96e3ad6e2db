import type { FastifyReply, FastifyRequest } from 'fastify';
import { serverErrors } from '../../errors.ts';

/** Keeps the bodies that are held in memory at one time below a limit, whoever sends them. */
export interface BodyBudget {
  /** Counts the body of an admitted request until its reply has ended. SERVER_BUSY when there is no room for it now. */
  take(request: FastifyRequest, answer: FastifyReply, limit: number): void;
}

/** Bodies below this are not counted: a thousand of them are still little. Bytes. */
const small = 256 * 1_024;

/** A budget of so many bytes. A body larger than all of it is taken when nothing else is there. */
export function createBodyBudget(most: number): BodyBudget {
  let held = 0;
  return {
    take(request, answer, limit) {
      const size = bodySize(request, limit);
      if (size < small) return;
      if (held > 0 && held + size > most) {
        void answer.header('retry-after', '5');
        throw serverErrors.BUSY();
      }
      held += size;
      answer.raw.once('close', () => {
        held -= size;
      });
    },
  };
}

/** A body that does not tell its length may be as large as is allowed. */
function bodySize({ headers }: FastifyRequest, limit: number): number {
  if (headers['transfer-encoding'] !== undefined) return limit;
  const length = Number(headers['content-length'] ?? 0);
  return Number.isFinite(length) ? Math.min(length, limit) : limit;
}

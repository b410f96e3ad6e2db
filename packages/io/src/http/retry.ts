import { setTimeout as delay } from 'node:timers/promises';

/** First wait; each further one is twice as long, with up to a fifth more at random so that clients do not come in step. */
const firstWait = 300;
const longestWait = 30_000;

/** A server that asks for more patience than this gets none: the caller is told. */
export const longestRetryAfter = 60_000;

const retried: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Is this status likely to be better next time? */
export function isRetryStatus(status: number): boolean {
  return retried.has(status);
}

/** Milliseconds to wait before attempt `attempt` (1 is the first repetition). */
export function backOff(attempt: number, random: () => number = Math.random): number {
  return Math.min(longestWait, firstWait * 2 ** (attempt - 1)) * (1 + random() / 5);
}

/** Milliseconds that a Retry-After header asks for: seconds or an HTTP date (RFC 9110, 10.2.3). Undefined when absent or unreadable. */
export function retryAfter(value: string | undefined, now: number = Date.now()): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const date = /^[A-Za-z]{3}, /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Waits; ends at once with the reason when the signal aborts. */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await delay(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    throw signal?.aborted ? signal.reason : error;
  }
}

import { setTimeout as delay } from 'node:timers/promises';
import { isApiProblem } from '@gantry/contract/client';
import { isCodedError } from '@gantry/core/errors';
import { cliErrors } from '../errors.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** How long something is waited for. */
export interface Patience {
  /** Seconds. */
  readonly timeout: number;
  /** What did not happen, for the error: `the image x was not analyzed`. */
  readonly what: string;
  /** Milliseconds between two looks, at first and at most; it grows in between. */
  readonly first?: number;
  readonly longest?: number;
}

/**
 * Looks again and again until a look has a result, less and less often. Fails with CLI_WAITED_TOO_LONG, with the reason of an aborted signal and
 * with what a look throws.
 */
export async function waitFor<T>(
  look: () => Promise<T | undefined>,
  { timeout, what, first = 250, longest = 5000 }: Patience,
  terminal: Terminal,
): Promise<T> {
  const end = performance.now() + timeout * 1000;
  for (let pause = first; ; pause = Math.min(longest, pause * 1.5)) {
    const result = await look();
    if (result !== undefined) return result;
    const left = end - performance.now();
    if (left <= 0) throw cliErrors.WAITED_TOO_LONG({ what, seconds: timeout });
    await sleep(Math.min(pause, left), terminal.signal);
  }
}

/** May it pass by itself? A server that starts refuses connections and answers 5xx; that it does not know who asks, or its certificate, stays. */
export function isPassing(error: unknown): boolean {
  if (!isCodedError(error) || error.kind !== 'upstream' || error.code === 'IO_HTTP_TLS') return false;
  return !isApiProblem(error) || error.status >= 500;
}

async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(milliseconds, undefined, { signal });
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}

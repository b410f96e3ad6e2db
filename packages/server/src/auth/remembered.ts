import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../kernel/clock/index.ts';
import { generationOf } from './generation.ts';
import type { Caller, Presented } from './types.ts';

const limits = { milliseconds: 2_000, entries: 10_000 };

/**
 * Remembers for two seconds who sent which credentials: pipelines send bursts, and the embedded database has one session. A change
 * made by this process ends it at once, one made by another server within these two seconds. Credentials are held as a keyed hash.
 */
export interface Remembered {
  get(presented: Presented): Caller | undefined;
  /** `generation`: as it was before the database was asked. */
  add(presented: Presented, caller: Caller, generation: number): void;
}

interface Entry {
  readonly caller: Caller;
  readonly ends: number;
  readonly generation: number;
}

/** The memory of one process for one database. */
export function createRemembered(db: object, clock: Clock): Remembered {
  const secret = randomBytes(32);
  const entries = new Map<string, Entry>();
  const keyOf = ({ authorization = '', account = '', pathAccount = '' }: Presented): string =>
    createHmac('sha256', secret).update(`${account}\0${pathAccount}\0${authorization}`).digest('base64');
  return {
    get: (presented) => {
      const entry = entries.get(keyOf(presented));
      if (entry === undefined || entry.generation !== generationOf(db)) return undefined;
      return entry.ends > clock.now().getTime() ? entry.caller : undefined;
    },
    add: (presented, caller, generation) => {
      const key = keyOf(presented);
      entries.delete(key);
      entries.set(key, { caller, generation, ends: clock.now().getTime() + limits.milliseconds });
      const [oldest] = entries.keys();
      if (entries.size > limits.entries && oldest !== undefined) entries.delete(oldest);
    },
  };
}

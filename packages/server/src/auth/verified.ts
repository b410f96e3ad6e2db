import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../kernel/clock/index.ts';

const limits = { milliseconds: 60_000, entries: 10_000 };

/**
 * Remembers for a minute which password fitted which stored hash, so that not every request pays for argon2. Passwords are held
 * only as a keyed hash whose key dies with the process; a changed hash in the database fits nothing that is remembered.
 */
export interface Verified {
  has(password: string, stored: string): boolean;
  add(password: string, stored: string): void;
}

/** The memory of one process. */
export function createVerified(clock: Clock): Verified {
  const secret = randomBytes(32);
  const ends = new Map<string, number>();
  const keyOf = (password: string, stored: string): string =>
    createHmac('sha256', secret).update(`${stored}\0${password}`).digest('base64');
  return {
    has: (password, stored) => (ends.get(keyOf(password, stored)) ?? 0) > clock.now().getTime(),
    add: (password, stored) => {
      const key = keyOf(password, stored);
      ends.delete(key);
      ends.set(key, clock.now().getTime() + limits.milliseconds);
      const [oldest] = ends.keys();
      if (ends.size > limits.entries && oldest !== undefined) ends.delete(oldest);
    },
  };
}

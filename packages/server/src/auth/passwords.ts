import { randomBytes } from 'node:crypto';
import { type Algorithm, hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB and two passes: about 11 ms. The salt is the library's, fresh each time. */
const cost = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19 * 1_024, timeCost: 2, parallelism: 1 };

/** The PHC string of a password. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/**
 * Does the password fit the stored hash? A user without one costs the same work, so that the time tells nothing. The work happens
 * off the event loop.
 */
export async function fitsPassword(password: string, stored: string | null): Promise<boolean> {
  const fits = await verify(stored ?? (await nobody()), password);
  return fits && stored !== null;
}

let decoy: Promise<string> | undefined;

function nobody(): Promise<string> {
  decoy ??= hashPassword(randomBytes(32).toString('base64'));
  return decoy;
}

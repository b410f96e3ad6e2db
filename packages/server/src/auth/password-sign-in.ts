import type { Clock } from '../kernel/clock/index.ts';
import { authErrors } from './errors.ts';
import type { Lockout } from './lockout.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import { fitsPassword } from './passwords.ts';
import type { Person } from './people.ts';
import type { Verified } from './verified.ts';

/** What a sign-in by password leans on. */
export interface PasswordParts {
  readonly lockout: Lockout;
  readonly verified: Verified;
  /** The attempts on one name go one after another: each sees the failures before it. A refusal is counted here. */
  readonly queue: OneAtATime;
  readonly clock: Clock;
  find(username: string): Promise<Person | undefined>;
}

/** Longer names are nobody's; they are not counted, so that nobody fills the table with them. */
const longestName = 256;

/**
 * The user whose name and password these are. AUTH_LOCKED, AUTH_REFUSED; both also for names that nobody has, after the same
 * work. A lock holds for right passwords too: else it would tell them from wrong ones.
 */
export async function passwordSignIn(username: string, password: string, parts: PasswordParts): Promise<Person> {
  const person = username.length > longestName ? undefined : await parts.find(username);
  if (person !== undefined && isKnown(person, password, parts)) return person;
  return parts.queue.run(username, () => attempt(username, password, parts));
}

/** Did this password fit a moment ago, and is nothing locked? Most requests need no more than this. */
function isKnown({ passwordHash, lockedUntil }: Person, password: string, { verified, clock }: PasswordParts): boolean {
  const locked = lockedUntil !== null && lockedUntil.getTime() > clock.now().getTime();
  return passwordHash !== null && !locked && verified.has(password, passwordHash);
}

async function attempt(username: string, password: string, parts: PasswordParts): Promise<Person> {
  const { lockout, verified } = parts;
  if (username.length > longestName) throw authErrors.REFUSED();
  await lockout.admit(username);
  const person = await parts.find(username);
  const stored = person?.passwordHash ?? null;
  if (person !== undefined && stored !== null && verified.has(password, stored)) return person;
  if (person === undefined || stored === null || !(await fitsPassword(password, stored))) {
    if (stored === null) await fitsPassword(password, null);
    await lockout.failed(username);
    throw authErrors.REFUSED();
  }
  verified.add(password, stored);
  await lockout.succeeded(username);
  return person;
}

import { type CodedError, isCodedError } from '@gantry/core';
import type { Clock } from '../kernel/clock/index.ts';
import type { Db } from '../kernel/db/index.ts';
import type { Logger } from '../kernel/log/index.ts';
import type { Vault } from '../kernel/vault/index.ts';
import { apiKeyUser, hashApiKey } from './api-key.ts';
import { accountErrors, authErrors } from './errors.ts';
import { generationOf } from './generation.ts';
import { grantsOf, isSystemAdmin, permissionsIn } from './grants.ts';
import { createLockout } from './lockout.ts';
import { type Authorization, parseAuthorization } from './parse-authorization.ts';
import { passwordSignIn } from './password-sign-in.ts';
import { type Person, personNamed, personOfKey } from './people.ts';
import { createRemembered } from './remembered.ts';
import { createThrottle } from './throttle.ts';
import { createTokens, type Tokens } from './tokens.ts';
import { createTurns } from './turns.ts';
import type { Authenticator, Caller, Presented } from './types.ts';
import { createVerified } from './verified.ts';

/** What signing in is made of. */
export interface AuthenticatorParts {
  readonly db: Db;
  readonly vault: Vault;
  readonly clock: Clock;
  /** Told of every refused sign-in: who it was for and from where. */
  readonly log: Logger;
}

/** Signing in, for requests and for the operations that hand out tokens. */
export interface SignIn extends Authenticator {
  readonly tokens: Tokens;
  /** Where users are. */
  readonly db: Db;
  /** The user of a name and a password, with all limits. AUTH_REFUSED, AUTH_LOCKED, AUTH_TOO_MANY_FAILURES, ACCOUNT_DISABLED. */
  byPassword(username: string, password: string, address: string): Promise<Person>;
  /** Forgets old failures and revocations: for a schedule. */
  tidy(): Promise<void>;
}

/** The authenticator on the database: passwords, API keys and access tokens. */
export function createAuthenticator({ db, vault, clock, log }: AuthenticatorParts): SignIn {
  const tokens = createTokens({ db, vault, clock });
  const throttle = createThrottle(clock);
  const remembered = createRemembered(db, clock);
  const lockout = createLockout(db, clock);
  const find = (username: string): Promise<Person | undefined> => personNamed(db, username);
  const passwords = { lockout, find, clock, verified: createVerified(clock) };
  const turns = createTurns();

  const refused = (error: unknown, { address, ...facts }: Attempt): unknown => {
    if (!isRefusal(error)) return error;
    throttle.failed(address);
    log.info('a sign-in was refused', { address, ...facts, code: error.code });
    return error;
  };
  const byPassword: SignIn['byPassword'] = async (username, password, address) => {
    const counted = async <T>(task: () => Promise<T>): Promise<T> => {
      throttle.admit(address);
      return task().catch((error: unknown) => {
        throw refused(error, { address, with: 'password', username: username.slice(0, 128) });
      });
    };
    throttle.admit(address);
    const queue = {
      run: <T>(name: string, task: () => Promise<T>) => turns.run({ name, address }, () => counted(task)),
    };
    return requireEnabled(await passwordSignIn(username, password, { ...passwords, queue }));
  };
  // Keys and tokens cannot be guessed: a good one passes, whatever others at the same address did.
  const byBearer = async (attempt: Attempt, task: () => Promise<Person>): Promise<Person> => {
    try {
      return requireEnabled(await task());
    } catch (error) {
      if (isRefusal(error)) throttle.admit(attempt.address);
      throw refused(error, attempt);
    }
  };
  const byKey = async (key: string): Promise<Person> => {
    const person = await personOfKey(db, hashApiKey(key), clock.now());
    if (person === undefined) throw authErrors.REFUSED();
    return person;
  };
  const personOf = async (given: Authorization, address: string): Promise<Person> => {
    if (given.scheme === 'bearer') return byBearer({ address, with: 'token' }, () => tokens.person(given.token));
    if (given.username === apiKeyUser) return byBearer({ address, with: 'key' }, () => byKey(given.password));
    return byPassword(given.username, given.password, address);
  };
  return {
    db,
    tokens,
    byPassword,
    identify: async (presented) => {
      const given = parseAuthorization(presented.authorization);
      // What is remembered must not tell an address that was shut out which password is right.
      if (isPassword(given)) throttle.admit(presented.address);
      const known = remembered.get(presented);
      if (known !== undefined) return known;
      const generation = generationOf(db);
      const caller = await callerOf(db, await personOf(given, presented.address), presented);
      remembered.add(presented, caller, generation);
      return caller;
    },
    tidy: async () => {
      await lockout.tidy();
      await tokens.tidy();
    },
  };
}

interface Attempt {
  readonly address: string;
  readonly with: 'password' | 'key' | 'token';
  readonly username?: string;
}

function isPassword(given: Authorization): boolean {
  return given.scheme === 'basic' && given.username !== apiKeyUser;
}

/** The codes are compared, never the texts; a disabled account is no wrong guess. */
function isRefusal(error: unknown): error is CodedError {
  return isCodedError(error) && (error.code === 'AUTH_REFUSED' || error.code === 'AUTH_LOCKED');
}

function requireEnabled(person: Person): Person {
  if (person.accountState === 'enabled') return person;
  throw accountErrors.DISABLED({ account: person.homeAccount });
}

/** The user in the account that the request is about. */
async function callerOf(db: Db, person: Person, presented: Presented): Promise<Caller> {
  const { userId, username, homeAccount } = person;
  const grants = await grantsOf(db, userId);
  const systemAdmin = isSystemAdmin(grants, homeAccount);
  const account = presented.pathAccount ?? presented.account ?? homeAccount;
  const caller = { userId, username, homeAccount, account, systemAdmin };
  if (account !== homeAccount) await requireAccess(db, { ...presented, account, systemAdmin, grants });
  return { ...caller, permissions: permissionsIn(account, grants, systemAdmin) };
}

interface Access {
  readonly account: string;
  readonly pathAccount?: string | undefined;
  readonly systemAdmin: boolean;
  readonly grants: readonly { readonly forAccount: string }[];
}

/**
 * ACCOUNT_NOT_FOUND for accounts that are not there and for those where the caller holds no role: the two cannot be told apart.
 * Only system admins reach an account that is not enabled, and only when the path names it: to manage it.
 */
async function requireAccess(db: Db, { account, pathAccount, systemAdmin, grants }: Access): Promise<void> {
  const row = await db.selectFrom('account').select('state').where('name', '=', account).executeTakeFirst();
  const holdsRole = grants.some(({ forAccount }) => forAccount === account);
  if (row === undefined || !(systemAdmin || holdsRole)) throw accountErrors.NOT_FOUND({ account });
  if (row.state === 'enabled' || (systemAdmin && pathAccount !== undefined)) return;
  throw accountErrors.DISABLED({ account });
}

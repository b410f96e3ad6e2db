import { createHmac, randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../kernel/clock/index.ts';
import type { Db } from '../kernel/db/index.ts';
import type { Vault } from '../kernel/vault/index.ts';
import { authErrors } from './errors.ts';
import { type Person, personOfId } from './people.ts';
import { tokenKey } from './token-key.ts';

/** Seconds that tokens are good for. */
export const lifetimes = { access: 3_600, refresh: 86_400 } as const;

/** What a token is for: calling, or getting a new one to call with. */
export type TokenUse = keyof typeof lifetimes;

/** A pair of tokens of one sign-in. */
export interface TokenPair {
  readonly access: string;
  readonly refresh: string;
}

/** Issues, checks and revokes tokens. AUTH_REFUSED for every token that is not good. */
export interface Tokens {
  issue(person: Person): Promise<TokenPair>;
  /** A new access token for a refresh token. */
  refresh(token: string): Promise<string>;
  /** The user of an access token. */
  person(token: string): Promise<Person>;
  /** Ends the sign-in that a token belongs to: its access and refresh tokens. Tokens that are no good are left alone. */
  revoke(token: string): Promise<void>;
  /** Forgets revocations of tokens that have expired. */
  tidy(): Promise<void>;
}

/** What tokens are made with. */
export interface TokenParts {
  readonly db: Db;
  readonly vault: Vault;
  readonly clock: Clock;
}

/** Tokens as JWT (HS256). They end with the password they were got with: a changed or deleted one makes them void. */
export function createTokens({ db, vault, clock }: TokenParts): Tokens {
  let key: Promise<Uint8Array> | undefined;
  const signer = (): Promise<Uint8Array> => {
    key ??= tokenKey(db, vault).catch((error: unknown) => {
      key = undefined;
      throw error;
    });
    return key;
  };
  const make = async (use: TokenUse, person: Person, session: string): Promise<string> =>
    sign({ use, person, session, key: await signer(), now: seconds(clock) });
  const read = async (token: string, use?: TokenUse): Promise<Read> => {
    const claims = await verified(token, { key: await signer(), now: clock.now() });
    if (use !== undefined && claims.use !== use) throw authErrors.REFUSED();
    const person = await personOfId(db, claims.sub);
    if (person === undefined || claims.pwd !== fingerprint(person, await signer())) throw authErrors.REFUSED();
    const revoked = await db.selectFrom('revoked_token').select('jti').where('jti', '=', claims.sid).executeTakeFirst();
    if (revoked !== undefined) throw authErrors.REFUSED();
    return { person, session: claims.sid };
  };
  return {
    issue: async (person) => {
      const session = randomUUID();
      return { access: await make('access', person, session), refresh: await make('refresh', person, session) };
    },
    refresh: async (token) => {
      const { person, session } = await read(token, 'refresh');
      return make('access', person, session);
    },
    person: async (token) => (await read(token, 'access')).person,
    revoke: async (token) => {
      const found = await verifiedOrNull(token, { key: await signer(), now: clock.now() });
      if (found === null) return;
      const expires = new Date(clock.now().getTime() + (lifetimes.refresh + lifetimes.access) * 1_000);
      await db
        .insertInto('revoked_token')
        .values({ jti: found.sid, expires_at: expires })
        .onConflict((on) => on.column('jti').doNothing())
        .execute();
    },
    tidy: async () => {
      await db.deleteFrom('revoked_token').where('expires_at', '<', clock.now()).execute();
    },
  };
}

interface Read {
  readonly person: Person;
  readonly session: string;
}

interface Claims {
  readonly sub: string;
  /** The sign-in that the token belongs to. */
  readonly sid: string;
  readonly use: string;
  /** Tells whether the password is still the same. */
  readonly pwd: string;
}

interface Signing {
  readonly use: TokenUse;
  readonly person: Person;
  readonly session: string;
  readonly key: Uint8Array;
  readonly now: number;
}

async function sign({ use, person, session, key, now }: Signing): Promise<string> {
  return new SignJWT({ use, sid: session, pwd: fingerprint(person, key) })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer('gantry')
    .setSubject(person.userId)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + lifetimes[use])
    .sign(key);
}

async function verified(token: string, against: { key: Uint8Array; now: Date }): Promise<Claims> {
  const claims = await verifiedOrNull(token, against);
  if (claims === null) throw authErrors.REFUSED();
  return claims;
}

async function verifiedOrNull(token: string, { key, now }: { key: Uint8Array; now: Date }): Promise<Claims | null> {
  try {
    const options = {
      algorithms: ['HS256'],
      issuer: 'gantry',
      currentDate: now,
      requiredClaims: ['sub', 'sid', 'exp'],
    };
    const { payload } = await jwtVerify(token, key, options);
    const { sub, sid, use, pwd } = payload;
    return { sub: String(sub), sid: String(sid), use: String(use), pwd: String(pwd) };
  } catch {
    return null;
  }
}

function fingerprint({ passwordHash }: Person, key: Uint8Array): string {
  return createHmac('sha256', key)
    .update(passwordHash ?? '')
    .digest('base64url')
    .slice(0, 22);
}

function seconds(clock: Clock): number {
  return Math.floor(clock.now().getTime() / 1_000);
}

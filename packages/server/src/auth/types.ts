import type { HttpCaller } from '../kernel/http/index.ts';

/** Who calls, after sign-in: what routes are given. */
export type Caller = HttpCaller;

/** A role: a named set of permissions. */
export interface Role {
  readonly name: string;
  readonly description: string;
  /** Names of permissions as operations state them. */
  readonly permissions: readonly string[];
  /** Held for all accounts, by users of the admin account only. */
  readonly system: boolean;
}

/** The credentials that came with a request. */
export interface Presented {
  /** The `authorization` header. */
  readonly authorization: string | undefined;
  /** The `x-anchore-account` header. */
  readonly account: string | undefined;
  /** The account that the path names, for operations about one account: it goes before the header. */
  readonly pathAccount?: string | undefined;
  /** The address of the client, for lock-outs. */
  readonly address: string;
}

/** Tells who calls. AUTH_REQUIRED, AUTH_REFUSED, AUTH_LOCKED, ACCOUNT_NOT_FOUND, ACCOUNT_DISABLED. */
export interface Authenticator {
  identify(presented: Presented): Promise<Caller>;
}

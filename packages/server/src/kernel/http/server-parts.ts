import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Db } from '../db/index.ts';
import type { Logger } from '../log/index.ts';
import type { Auditor } from './audit.ts';
import type { HttpCaller, Route } from './route.ts';

/** What the HTTP server is made of. */
export interface ServerParts {
  readonly routes: readonly Route[];
  readonly db: Db;
  readonly log: Logger;
  /**
   * Tells who calls; throws coded errors. `account` is the one that the path names, for operations with an `accountParam`:
   * it goes before the header.
   */
  identify(request: FastifyRequest, account?: string): Promise<HttpCaller>;
  /** The most bytes of a body. */
  readonly bodyLimit: number;
  /** The most bytes of large bodies that are in memory at one time; default 512 MiB. */
  readonly bodyBudget?: number;
  /** The most bytes of one file of a multipart form; default 4 GiB. */
  readonly fileLimit?: number;
  /** Told of every change that a signed-in caller made. */
  readonly audit?: Auditor;
  /** Told of every request that ended: for metrics. */
  done?(request: DoneRequest): void;
  /** Requests that one address may send in a minute; default: no limit. */
  readonly requestsPerMinute?: number;
  /** Proxies whose `x-forwarded-*` headers are believed: addresses or ranges, or `true` for any. */
  readonly trustProxy?: boolean | readonly string[];
  /** Certificate and key in PEM: HTTPS instead of HTTP. */
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly timeouts?: Partial<Timeouts>;
  /** Throws SERVER_BUG for replies that are not what the contract says: for tests. */
  readonly checkReplies?: boolean;
  /** Adds what is no operation: static pages. */
  extend?(app: FastifyInstance): Promise<void> | void;
}

/** Milliseconds that the server has patience. */
export interface Timeouts {
  /** Until all headers are there. */
  readonly headers: number;
  /** Until the whole request is there, uploads included. */
  readonly request: number;
  /** Between two requests of a connection. */
  readonly keepAlive: number;
  /** How often the two first are looked at. */
  readonly check: number;
}

/** A request that ended. */
export interface DoneRequest {
  /** The operation id; null for paths without one. */
  readonly operation: string | null;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
}

import type { AddressGuard } from './address-guard.ts';

/** Settings of a client; everything has a default. */
export interface HttpOptions {
  readonly userAgent?: string;
  /** PEM text of further certificate authorities. */
  readonly ca?: string;
  /** Certificate and key of the client itself, in PEM. */
  readonly clientCertificate?: { readonly cert: string; readonly key: string };
  /** Do not check certificates: only when the user says so. */
  readonly unverifiedTls?: boolean;
  /** A Unix socket to talk to in place of hosts. */
  readonly socketPath?: string;
  /** Where HTTP_PROXY, HTTPS_PROXY and NO_PROXY are read; default the process environment. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Is this address allowed? Asked before every request and every redirect. */
  readonly allow?: (url: URL) => boolean;
  /** Keeps the client away from private addresses: every connection is checked, also after a redirect. */
  readonly guard?: AddressGuard;
  /** Milliseconds. */
  readonly connectTimeout?: number;
  /** Milliseconds until the headers of a reply, and between two pieces of its body. */
  readonly idleTimeout?: number;
  /** How often a request is repeated after a network failure, 429 or 5xx. */
  readonly retries?: number;
  /** Waits between attempts; tests hand in their own. */
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** A request. GET unless said otherwise. */
export interface HttpRequest {
  readonly url: string | URL;
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
  /** Overrides the client's number of retries. A POST is only repeated when this is set. */
  readonly retries?: number;
}

/** A reply whose body was not read yet. Read it, or discard it: it holds a connection. */
export interface HttpResponse {
  readonly status: number;
  /** Where the reply came from after redirects. */
  readonly url: URL;
  /** The value of a header, names in any case; of several values the first. */
  header(name: string): string | undefined;
  /** The body piece by piece. Fails with IO_HTTP_TIMEOUT or IO_HTTP_BROKEN. */
  body(): AsyncIterable<Uint8Array>;
  /** The whole body. Fails with IO_HTTP_TOO_LARGE when it has more than `limit` bytes. */
  bytes(limit: number): Promise<Uint8Array>;
  /** Gives the body up. */
  discard(): Promise<void>;
}

/** The one way to the network. */
export interface HttpClient {
  /**
   * Sends a request; follows redirects, retries with back-off. Any status is a reply.
   *
   * Fails with IO_HTTP_UNREACHABLE, IO_HTTP_TIMEOUT, IO_HTTP_TLS, IO_HTTP_REDIRECT or IO_HTTP_ADDRESS, or with the reason of an aborted signal.
   */
  request(request: HttpRequest): Promise<HttpResponse>;
  close(): Promise<void>;
}

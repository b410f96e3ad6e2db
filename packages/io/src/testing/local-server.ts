import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** Answers one request. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A server on the loopback address. */
export interface LocalServer {
  /** `http://127.0.0.1:PORT`, or `https://localhost:PORT`. */
  readonly url: string;
  readonly port: number;
  /** `METHOD path` of every request so far. */
  readonly seen: readonly string[];
  close(): Promise<void>;
}

/** Where it listens: a free port of 127.0.0.1, or a Unix socket; with a certificate it speaks TLS. */
export interface LocalServerOptions {
  readonly socketPath?: string;
  readonly tls?: { readonly cert: string; readonly key: string };
}

/** Starts a real HTTP server for a test. A request that its handler does not expect should end in `unexpected`. */
export async function startLocalServer(handler: Handler, options: LocalServerOptions = {}): Promise<LocalServer> {
  const seen: string[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    seen.push(`${request.method} ${request.url}`);
    void Promise.resolve(handler(request, response)).catch((error: unknown) => response.destroy(error as Error));
  };
  const server = options.tls === undefined ? createServer(listener) : createTlsServer(options.tls, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    if (options.socketPath === undefined) server.listen(0, '127.0.0.1', resolve);
    else server.listen(options.socketPath, resolve);
  });
  const port = options.socketPath === undefined ? (server.address() as AddressInfo).port : 0;
  const url = options.tls === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`;
  return { url, port, seen, close: () => closeServer(server) };
}

/** Fails a request that a test did not expect: 599, which no client takes for success. */
export function unexpected(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(599, `unexpected ${request.method} ${encodeURI(request.url ?? '')}`).end();
}

/** The body of a request as text. */
export async function bodyText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that a fake server got. */
export interface Asked {
  readonly method: string;
  /** Path and query as they came. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What a fake server answers: a body with status 200, or both. */
export type FakeAnswer = { readonly status: number; readonly body?: unknown } | { readonly body: unknown };

/** Answers by `GET /v2/images`, without the query; a list gives one answer after the other and stays at the last. */
export type FakeRoutes = Readonly<Record<string, FakeAnswer | readonly FakeAnswer[]>>;

/** A server of the API with canned answers. */
export interface FakeServer {
  readonly url: string;
  readonly asked: Asked[];
  /** Replaces the answers and forgets what was asked. */
  answers(routes: FakeRoutes): void;
  close(): Promise<void>;
}

/** Starts a fake server on a free port of this machine. */
export async function fakeServer(): Promise<FakeServer> {
  let routes: FakeRoutes = {};
  const asked: Asked[] = [];
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const { method = 'GET', url = '/', headers } = request;
      asked.push({ method, path: url, headers, body });
      const key = `${method} ${decodeURIComponent(url.split('?')[0] ?? '')}`;
      const at = counts.get(key) ?? 0;
      counts.set(key, at + 1);
      const answer = pick(routes[key], at);
      const status = 'status' in answer ? answer.status : 200;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    answers(next) {
      routes = next;
      asked.length = 0;
      counts.clear();
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function pick(answers: FakeAnswer | readonly FakeAnswer[] | undefined, at: number): FakeAnswer {
  const list = answers === undefined ? [] : 'length' in answers ? answers : [answers];
  return list[Math.min(at, list.length - 1)] ?? { status: 404, body: { message: 'nothing is here', httpcode: 404 } };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString('utf8');
}

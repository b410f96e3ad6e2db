import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import type { InjectOptions } from 'fastify';
import { basic } from '../../testing/index.ts';
import { password } from './ask.ts';
import { people } from './people.ts';
import type { World } from './world.ts';

/** A reply as JSON clients see it; the body is empty where there is none. */
export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

/** A reply with its status line, and the port of the client: the same port is the same connection. */
export type SocketReply = IncomingMessage & { readonly text: string; readonly port: number | undefined };

/** Requests just as they are written, by the owner of `team-a` where nothing else is said. */
export interface Wire {
  ask(options: InjectOptions): Promise<WireReply>;
  get(url: string, headers?: Record<string, string>): Promise<WireReply>;
  post(url: string, payload: object, method?: 'POST' | 'PUT'): Promise<WireReply>;
  /** Over a real connection, which is kept for the next one. */
  send(
    method: string,
    path: string,
    options?: { headers?: Record<string, string>; payload?: string },
  ): Promise<SocketReply>;
  close(): void;
}

/** The `authorization` of the owner of `team-a`. */
export const owner = basic(people.owner, password);

/** Lets a world listen. */
export async function openWire({ app }: World): Promise<Wire> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const ask: Wire['ask'] = async (options) => {
    const { statusCode: status, headers, body: text, json } = await app.inject(options);
    const isJson = String(headers['content-type'] ?? '').includes('json');
    return { status, headers, text, body: isJson && text !== '' ? json() : {} };
  };
  return {
    ask,
    get: (path, headers = {}) => ask({ url: path, headers: { authorization: owner, ...headers } }),
    post: (path, payload, method = 'POST') =>
      ask({ method, url: path, headers: { authorization: owner, 'content-type': 'application/json' }, payload }),
    send: (method, path, { headers = {}, payload } = {}) =>
      new Promise((done, fail) => {
        const sent = httpRequest(`${url}${path}`, { method, agent, headers }, (answer) => done(readAll(answer)));
        sent.on('error', fail);
        sent.end(payload);
      }),
    close: () => agent.destroy(),
  };
}

async function readAll(answer: IncomingMessage): Promise<SocketReply> {
  const port = answer.socket.localPort;
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece as Buffer);
  return Object.assign(answer, { text: Buffer.concat(pieces).toString(), port });
}

import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { operation } from '@gantry/contract';
import { CodedError } from '@gantry/core';
import { createHttpClient } from '@gantry/io/http';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { silentLog } from '../log/index.ts';
import { createServer, reply, route } from './index.ts';

const slow = operation({
  id: 'slow',
  method: 'POST',
  path: '/slow',
  tag: 'Test',
  may: 'signed-in',
  since: '0.2',
  summary: 'Answers when it is let',
  body: z.object({ wait: z.boolean() }),
  replies: { 200: z.object({ ok: z.boolean() }) },
  problems: [],
});

const refused = (): CodedError =>
  new CodedError('AUTH_REQUIRED', { kind: 'denied', says: 'sign in', advice: 'Sign in.' }, {});

let started: () => void = () => undefined;
let release: () => void = () => undefined;
const gone: boolean[] = [];

const parts = {
  routes: [
    route(slow, async ({ body, signal }) => {
      if (!body.wait) return reply(slow, 200, { ok: true });
      await new Promise<void>((done) => {
        release = done;
        signal.addEventListener('abort', () => {
          gone.push(true);
          done();
        });
        started();
      });
      return reply(slow, 200, { ok: true });
    }),
  ],
  db: undefined as never,
  log: silentLog,
  bodyLimit: 1_000_000,
  identify: async ({ headers }: { headers: Record<string, unknown> }) => {
    if (headers['authorization'] === undefined) throw refused();
    return {
      userId: 'id',
      username: 'ann',
      homeAccount: 'a',
      account: 'a',
      permissions: new Set<string>(),
      systemAdmin: false,
    };
  },
} as const;

/** A connection that keeps what it reads. */
class Wire {
  private text = '';
  ended = false;
  readonly socket: Socket;
  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('data', (chunk) => {
      this.text += String(chunk);
    });
    this.socket.on('close', () => {
      this.ended = true;
    });
    this.socket.on('error', () => undefined);
  }
  send(text: string): void {
    this.socket.write(text);
  }
  /** Waits for a text and takes everything up to its end. */
  async until(pattern: RegExp): Promise<string> {
    for (let tries = 0; tries < 500; tries += 1) {
      const found = pattern.exec(this.text);
      if (found !== null) {
        const all = this.text.slice(0, found.index + found[0].length);
        this.text = this.text.slice(all.length);
        return all;
      }
      await new Promise((done) => setTimeout(done, 10));
    }
    throw new Error(`not seen: ${pattern} in ${this.text}`);
  }
  async end(): Promise<void> {
    for (let tries = 0; tries < 500 && !this.ended; tries += 1) await new Promise((done) => setTimeout(done, 10));
    expect(this.ended).toBe(true);
  }
}

const request = (body: string, headers = ''): string =>
  `POST /v2/slow HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`;
const signIn = 'Authorization: Basic eDp5\r\n';

async function listen(options: object = {}): Promise<{ app: FastifyInstance; port: number }> {
  const app = await createServer({ ...parts, ...options });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  return { app, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

describe('kernel/http: on a real socket', () => {
  let app: FastifyInstance;
  let port: number;
  beforeAll(async () => {
    ({ app, port } = await listen({ timeouts: { headers: 300, check: 100, request: 1_000 } }));
  });
  afterAll(() => app.close());

  it.each([
    ['a small body', '{"wait":false}'],
    ['a body of many packets', `{"wait":false,"text":"${'x'.repeat(300_000)}"}`],
  ])('401 leaves the connection usable after %s', async (_what, body) => {
    const wire = new Wire(port);
    wire.send(request(body));
    const first = await wire.until(/sign in"[^\n]*\}\}/);
    expect(first).toContain('HTTP/1.1 401 Unauthorized');
    expect(first.toLowerCase()).toContain('www-authenticate: basic realm="gantry"');
    expect(first.toLowerCase()).not.toContain('connection: close');
    wire.send(request(body, signIn));
    expect(await wire.until(/\{"ok":true\}/)).toContain('HTTP/1.1 200 OK');
    wire.send(request('{"wait":false}', signIn));
    expect(await wire.until(/\{"ok":true\}/)).toContain('HTTP/1.1 200 OK');
    wire.socket.destroy();
  });

  it.each([
    ['no HTTP at all', 'hello there\r\n\r\n', 400],
    ['headers over the limit', `GET /v2/slow HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
    ['headers that never end', 'GET /v2/slow HTTP/1.1\r\nHost: x\r\nX-Slow: ', 408],
  ])('%s gets a JSON problem and the end of the connection', async (_what, text, status) => {
    const wire = new Wire(port);
    wire.send(text);
    const answer = await wire.until(/\}\}/);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain(`"httpcode":${status}`);
    await wire.end();
  });

  it('a body that never arrives does not hold a connection for ever', async () => {
    const wire = new Wire(port);
    wire.send(`POST /v2/slow HTTP/1.1\r\nHost: x\r\n${signIn}Content-Length: 100\r\n\r\n{`);
    await wire.end();
  });

  it('a handler is told that the client went away', async () => {
    const running = new Promise<void>((done) => {
      started = done;
    });
    const wire = new Wire(port);
    wire.send(request('{"wait":true}', signIn));
    await running;
    wire.socket.destroy();
    for (let tries = 0; tries < 200 && gone.length === 0; tries += 1) await new Promise((done) => setTimeout(done, 10));
    expect(gone).toEqual([true]);
  });

  it('speaks TLS with a certificate, and tells browsers to stay with it', async () => {
    const pem = (name: string): string =>
      readFileSync(new URL(`../../../../io/src/http/fixtures/${name}`, import.meta.url), 'utf8');
    const safe = await listen({ tls: { cert: pem('server.pem'), key: pem('server.key') } });
    const client = createHttpClient({ ca: pem('ca.pem'), retries: 0 });
    const answer = await client.request({ url: `https://127.0.0.1:${safe.port}/v2/none` });
    expect([answer.status, answer.header('strict-transport-security')]).toEqual([
      404,
      expect.stringMatching(/max-age/),
    ]);
    await answer.discard();
    await client.close();
    await safe.app.close();
  });

  it('closing answers what runs, ends idle connections and takes no new ones', async () => {
    const other = await listen();
    const idle = new Wire(other.port);
    idle.send(request('{"wait":false}', signIn));
    await idle.until(/\{"ok":true\}/);
    const running = new Promise<void>((done) => {
      started = done;
    });
    const busy = new Wire(other.port);
    busy.send(request('{"wait":true}', signIn));
    await running;
    const closed = other.app.close();
    await idle.end();
    release();
    const answer = await busy.until(/\{"ok":true\}/);
    expect(answer).toContain('HTTP/1.1 200 OK');
    expect(answer.toLowerCase()).toContain('connection: close');
    await busy.end();
    await closed;
    const late = new Wire(other.port);
    await late.end();
  });
});

import { operations } from '@gantry/contract';
import type { InjectOptions } from 'fastify';
import { createServer, type HttpCaller, type Route } from '../kernel/http/index.ts';
import type { Platform } from '../kernel/platform/index.ts';

/** A reply as tests look at it. */
export interface TestReply {
  readonly status: number;
  readonly body: unknown;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** How a test calls: as which user, in which account, with which permissions (default: all). */
export interface TestCall {
  readonly body?: unknown;
  /** A body that is not JSON. */
  readonly text?: string | Uint8Array;
  readonly type?: string;
  readonly account?: string;
  readonly username?: string;
  readonly userId?: string;
  /** The account that the user belongs to; default: `account`. */
  readonly homeAccount?: string;
  readonly permissions?: readonly string[];
  readonly systemAdmin?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Routes behind a real HTTP server without a socket. */
export interface TestServer {
  call(method: string, path: string, options?: TestCall): Promise<TestReply>;
  close(): Promise<void>;
}

const everything: ReadonlySet<string> = new Set(operations.map(({ may }) => may));

/** Serves routes; who calls is what each call of the test says. */
export async function testServer(platform: Platform, routes: readonly Route[]): Promise<TestServer> {
  const app = await createServer({
    routes,
    db: platform.db,
    log: platform.log,
    bodyLimit: 10 * 2 ** 20,
    checkReplies: true,
    identify: async ({ headers }) => JSON.parse(String(headers['x-test-caller']), reviveSet) as HttpCaller,
  });
  return {
    call: async (method, path, options = {}) => {
      const answer = await app.inject(request(method, path, options));
      return {
        status: answer.statusCode,
        text: answer.body,
        headers: answer.headers,
        body: String(answer.headers['content-type'] ?? '').includes('json') ? answer.json() : undefined,
      };
    },
    close: () => app.close(),
  };
}

function request(method: string, path: string, options: TestCall): InjectOptions {
  const { body, text, type, account = 'team-a', username = 'ann', permissions, systemAdmin = false } = options;
  const caller = {
    userId: options.userId ?? '00000000-0000-4000-8000-000000000001',
    username,
    homeAccount: options.homeAccount ?? account,
    account,
    permissions: { set: permissions ?? [...everything] },
    systemAdmin,
  };
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const contentType = type ?? (text === undefined ? 'application/json' : 'text/plain');
  return {
    method: method as 'GET',
    url: `/v2${path}`,
    headers: {
      'x-test-caller': JSON.stringify(caller),
      ...(content === undefined ? {} : { 'content-type': contentType }),
      ...options.headers,
    },
    ...(content === undefined ? {} : { payload: typeof content === 'string' ? content : Buffer.from(content) }),
  };
}

function reviveSet(_key: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'set' in value ? new Set(value.set as string[]) : value;
}

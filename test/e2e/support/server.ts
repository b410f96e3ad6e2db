import { type ChildProcess, spawn } from 'node:child_process';
import { builtProgram } from './bundle.ts';

/** A server of the built program, as a child process. */
export interface RunningServer {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly pid: number;
  /** Everything that it printed so far. */
  output(): string;
  /** Asks it to stop, and waits; its exit status. */
  stop(): Promise<number | null>;
  /** Ends it without a word. */
  kill(): Promise<void>;
  /** Calls the API as `admin`. */
  call(method: string, path: string, body?: unknown, options?: CallOptions): Promise<ServerReply>;
}

/** How a call differs from one of `admin` with JSON. */
interface CallOptions {
  readonly user?: string;
  readonly password?: string;
  readonly account?: string;
  readonly type?: string;
}

/** A reply of the server. */
export interface ServerReply {
  readonly status: number;
  readonly text: string;
  /** The parsed document of a JSON reply. */
  readonly body: unknown;
}

/** What a test may set. */
export interface ServerOptions {
  readonly data: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** Seconds until it must be ready. */
  readonly patience?: number;
}

/** The password of `admin` on every test server. */
export const adminPassword = 'correct-horse-battery';

/** Starts a server on a free port; feeds are never asked for. Fails with what it printed when it does not come up. */
export async function startServer({ data, env = {}, args = [], patience = 90 }: ServerOptions): Promise<RunningServer> {
  const child = spawn(process.execPath, [builtProgram(), 'server', 'start', '--data', data, '--port', '0', ...args], {
    env: {
      PATH: process.env['PATH'],
      HOME: data,
      GANTRY_ADMIN_PASSWORD: adminPassword,
      GANTRY_FEEDS: 'none',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
  const url = await ready(child, printed, patience);
  return {
    url,
    pid: child.pid ?? 0,
    output: () => printed.join(''),
    stop: () => ended(child, 'SIGTERM'),
    kill: async () => void (await ended(child, 'SIGKILL')),
    call: (method, path, body, options) => call(`${url}/v2${path}`, { method, body, options: options ?? {} }),
  };
}

async function ready(child: ChildProcess, printed: readonly string[], patience: number): Promise<string> {
  const until = performance.now() + patience * 1_000;
  while (performance.now() < until) {
    const url = /Gantry is ready at (\S+)/.exec(printed.join(''))?.[1];
    if (url !== undefined) return url;
    if (child.exitCode !== null || child.signalCode !== null) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`the server did not come up:\n${printed.join('')}`);
}

function ended(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((done) => {
    child.once('close', (status) => done(status));
    child.kill(signal);
  });
}

interface Request {
  readonly method: string;
  readonly body: unknown;
  readonly options: CallOptions;
}

async function call(url: string, { method, body, options }: Request): Promise<ServerReply> {
  const { user = 'admin', password = adminPassword, account, type } = options;
  const answer = await fetch(url, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
      ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
      ...(account === undefined ? {} : { 'x-anchore-account': account }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') === true && text !== '';
  return { status: answer.status, text, body: isJson ? JSON.parse(text) : undefined };
}

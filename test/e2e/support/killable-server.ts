import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { builtProgram } from './bundle.ts';
import { adminPassword, type ServerReply } from './server.ts';

/** A server of the built program that a test ends at any moment, with its own process group. */
export interface KillableServer {
  readonly pid: number;
  /** Its address, once it answers; null when it ended before. */
  readonly ready: Promise<string | null>;
  /** Settles at its end with the exit status; null after a signal. */
  readonly ended: Promise<number | null>;
  isAlive(): boolean;
  /** Calls the API as `admin`; null when the server ended before it had answered. */
  call(method: string, path: string, body?: unknown, type?: string): Promise<ServerReply | null>;
  /** Processes that it started and that run now. */
  children(): readonly number[];
  /** A signal to the server alone, or to all of its group. */
  signal(name: 'SIGKILL' | 'SIGTERM', whole: boolean): void;
  output(): string;
}

const authorization = `Basic ${Buffer.from(`admin:${adminPassword}`).toString('base64')}`;

/** Starts a server without waiting for it. `env` has to name the folder of the data. */
export function startKillable(env: Readonly<Record<string, string>>): KillableServer {
  const child = spawn(process.execPath, [builtProgram(), 'server', 'start', '--port', '0'], {
    env: {
      PATH: process.env['PATH'],
      GANTRY_ADMIN_PASSWORD: adminPassword,
      GANTRY_FEEDS: 'none',
      GANTRY_RATE_LIMIT: '1000000',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const pid = child.pid ?? 0;
  let printed = '';
  let alive = true;
  const ended = new Promise<number | null>((done) => {
    const end = (): void => void process.kill(-pid, 'SIGKILL');
    // In a group of its own it would outlive a test run that is broken off.
    process.once('exit', end);
    child.once('exit', (status) => {
      process.off('exit', end);
      alive = false;
      done(status);
    });
  });
  const announced = new Promise<string>((done) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        const url = /Gantry is ready at (\S+)/.exec(printed)?.[1];
        if (url !== undefined) done(url);
      });
  });
  const ready = Promise.race([announced, ended.then(() => null)]);
  return {
    pid,
    ready,
    ended,
    isAlive: () => alive,
    call: async (method, path, body, type) => {
      const url = await ready;
      return url === null ? null : call(`${url}${path}`, { method, body, type });
    },
    children: () => childrenOf(pid),
    signal: (name, whole) => {
      if (alive) process.kill(whole ? -pid : pid, name);
    },
    output: () => printed,
  };
}

/** Is there a process of this number that has not ended? */
export function isRunning(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/\) [ZX]/.test(stat);
  } catch {
    return false;
  }
}

function childrenOf(pid: number): readonly number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

interface Request {
  readonly method: string;
  readonly body: unknown;
  readonly type: string | undefined;
}

/** A connection that breaks is what a killed server answers. */
async function call(url: string, { method, body, type }: Request): Promise<ServerReply | null> {
  try {
    const answer = await fetch(url, {
      method,
      headers: {
        authorization,
        ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true && text !== '';
    return { status: answer.status, text, body: isJson ? JSON.parse(text) : undefined };
  } catch {
    return null;
  }
}

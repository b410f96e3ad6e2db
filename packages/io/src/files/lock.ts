import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { ioErrors } from '../errors/index.ts';

/** A lock that this process holds. */
export interface FileLock {
  /** Did another process take it away, because this one had not shown a sign of life for too long? */
  isHeld(): boolean;
  release(): void;
}

const heartbeatMilliseconds = 5_000;

/** A lock whose holder has not touched it for this long is taken away. */
const staleMilliseconds = 120_000;

/**
 * Takes the lock file `path`, so that one process at a time does a thing; the folder must exist. The holder touches it
 * every few seconds; a lock left by a process that died is taken over. IO_LOCKED when another process holds it.
 */
export function lockFile(path: string): FileLock {
  const holder: Holder = { pid: process.pid, host: processSpace(), started: startOf(process.pid) };
  const token = `${JSON.stringify(holder)} ${randomBytes(12).toString('hex')}`;
  if (!create(path, token) && !(takeAway(path) && create(path, token)))
    throw ioErrors.LOCKED({ path, holder: holderOf(path) });
  const heartbeat = setInterval(() => touch(path), heartbeatMilliseconds);
  heartbeat.unref();
  const isHeld = () => readToken(path) === token;
  return {
    isHeld,
    release() {
      clearInterval(heartbeat);
      if (isHeld()) rmSync(path, { force: true });
    },
  };
}

function create(path: string, token: string): boolean {
  try {
    writeFileSync(path, token, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    if (code === 'EEXIST') return false;
    throw ioErrors.WRITE_FAILED({ path, because: code }, { cause });
  }
}

/**
 * Moves a dead holder's lock out of the way. Two processes may judge the same lock at once, and the slower one may then have
 * moved the quicker one's new lock: it sees that by the token and puts it back.
 */
function takeAway(path: string): boolean {
  const seen = readToken(path);
  if (seen === null) return true;
  if (!isDead(path, seen)) return false;
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(path, aside);
    const right = readToken(aside) === seen;
    if (!right) linkSync(aside, path);
    rmSync(aside, { force: true });
    return right;
  } catch {
    return false;
  }
}

function isDead(path: string, token: string): boolean {
  const holder = parseHolder(token);
  if (holder && holder.host === processSpace() && !isAlive(holder)) return true;
  try {
    return Date.now() - statSync(path).mtimeMs > staleMilliseconds;
  } catch {
    return false;
  }
}

/**
 * Names the space in which a process number means something: the machine, and on Linux its boot and its process namespace,
 * since containers that share a folder may share a host name as well.
 */
export function processSpace(): string {
  const boot = readToken('/proc/sys/kernel/random/boot_id')?.trim();
  return [hostname(), boot, namespaceOf()].filter((part) => part !== undefined).join(' ');
}

function namespaceOf(): string | undefined {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return undefined;
  }
}

/**
 * Numbers are given again, in containers soon and mostly the same ones (the namespace may be called the same, too): a process of this
 * number that was started at another time is another one.
 */
function isAlive({ pid, started }: Holder): boolean {
  if (!isRunning(pid)) return false;
  const start = startOf(pid);
  return started === undefined || start === undefined || started === start;
}

/** When a process was started, in ticks since the machine's start; undefined where the system does not tell (no `/proc`). */
function startOf(pid: number): string | undefined {
  const stat = readToken(`/proc/${pid}/stat`);
  // The second field is the name, in which anything may stand; the start is the 22nd.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly started: string | undefined;
}

function parseHolder(token: string): Holder | null {
  try {
    const { pid, host, started } = JSON.parse(token.slice(0, token.lastIndexOf(' '))) as Record<keyof Holder, unknown>;
    if (typeof pid !== 'number' || pid <= 0 || typeof host !== 'string') return null;
    return { pid, host, started: typeof started === 'string' ? started : undefined };
  } catch {
    return null;
  }
}

function holderOf(path: string): string {
  const holder = parseHolder(readToken(path) ?? '');
  return holder ? `process ${holder.pid} on ${holder.host.split(' ')[0]}` : 'another process';
}

function readToken(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function touch(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // Gone: `isHeld` says so to whoever asks.
  }
}

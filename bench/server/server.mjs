// A server of the built program for benchmarks, and what its process takes.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../packages/cli/bin/gantry.mjs', import.meta.url));
const password = 'bench-password';
const authorization = `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`;

/** A data folder of its own. */
export function newFolder() {
  return mkdtempSync(join(tmpdir(), 'gantry-bench-'));
}

/** Starts a server on a free port with a data folder, and the starter advisories. */
export async function startServer(env = {}, data = newFolder()) {
  const child = spawn(process.execPath, [program, 'server', 'start', '--data', data, '--port', '0'], {
    env: {
      PATH: process.env.PATH,
      HOME: data,
      GANTRY_ADMIN_PASSWORD: password,
      GANTRY_FEEDS: 'none',
      GANTRY_LOG_LEVEL: 'warn',
      GANTRY_RATE_LIMIT: '1000000',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      printed += chunk;
    });
  const url = await until(
    () => /Gantry is ready at (\S+)/.exec(printed)?.[1],
    90,
    () => printed,
  );
  return {
    url,
    pid: child.pid,
    data,
    password,
    call: (method, path, body, type = 'application/json') => call(`${url}/v2${path}`, { method, body, type }),
    /** Resident memory of the server and its children now, MiB. */
    memory: () => treeOf(child.pid).reduce((sum, pid) => sum + statusMib(pid, 'VmRSS'), 0),
    /** CPU time of the server's own process with its threads until now, seconds. */
    cpu: () => cpuSeconds(child.pid),
    /** Highest resident memory of the server's own process, MiB. */
    peak: () => statusMib(child.pid, 'VmHWM'),
    stop: async ({ keep = false } = {}) => {
      await new Promise((done) => {
        child.once('close', done);
        child.kill('SIGTERM');
      });
      if (!keep) rmSync(data, { recursive: true, force: true });
    },
  };
}

async function call(url, { method, body, type }) {
  const answer = await fetch(url, {
    method,
    headers: { authorization, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text.slice(0, 500)}`);
  return text === '' ? null : JSON.parse(text);
}

/** Waits until `look` finds something; fails after so many seconds. */
export async function until(look, seconds, explain = () => '') {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) throw new Error(`waited ${seconds} s in vain\n${explain()}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** The value below which so many percent of the numbers lie. */
export function percentile(numbers, percent) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)];
}

function cpuSeconds(pid) {
  // After the name in parentheses, fields 14 and 15 of proc(5): ticks of 10 ms.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function treeOf(pid) {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    return [pid, ...children.flatMap((child) => treeOf(Number(child)))];
  } catch {
    return [];
  }
}

function statusMib(pid, field) {
  try {
    const line = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Math.round(Number(line?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

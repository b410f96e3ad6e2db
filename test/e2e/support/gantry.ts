import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtProgram } from './bundle.ts';

/** How a call of the command line ended, and what it took. */
export interface Outcome {
  /** Null when a signal ended it. */
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Wall time. */
  readonly seconds: number;
  /** Highest resident memory of the process with its threads (VmHWM); 0 where there is no /proc. MiB. */
  readonly peakMib: number;
}

export interface CallOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** What standard input holds; else it is empty. */
  readonly input?: string;
  /** The process is killed after this. Seconds. */
  readonly timeout?: number;
}

/** Standard output past this is dropped, so that a document of hundreds of MB does not end the tests. Bytes. */
const maxOutput = 512 * 1024 * 1024;

/** Runs the built `gantry` as a child process. Only what is needed of our own environment is handed on. */
export async function gantry(args: readonly string[], options: CallOptions = {}): Promise<Outcome> {
  const program = builtProgram();
  const started = performance.now();
  const child = spawn(process.execPath, [program, ...args], {
    cwd: options.cwd ?? tmpdir(),
    env: { PATH: process.env['PATH'], HOME: emptyHome(), ...options.env },
    stdio: 'pipe',
    timeout: (options.timeout ?? 120) * 1000,
    killSignal: 'SIGKILL',
  });
  const peak = watchMemory(child.pid ?? 0);
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const [stdout, stderr, [status, signal]] = await Promise.all([
    collect(child.stdout),
    collect(child.stderr),
    new Promise<[number | null, string | null]>((done, failed) => {
      child.once('error', failed);
      child.once('close', (code, by) => done([code, by]));
    }),
  ]);
  return { status, signal, stdout, stderr, seconds: (performance.now() - started) / 1000, peakMib: peak.stop() };
}

/** A call that must end with exit status 0; its standard output. */
export async function answer(args: readonly string[], options: CallOptions = {}): Promise<string> {
  const outcome = await gantry(args, options);
  if (outcome.status !== 0) {
    throw new Error(`gantry ${args.join(' ')}: ${outcome.status ?? outcome.signal}\n${outcome.stderr}`);
  }
  return outcome.stdout;
}

/** The code in brackets of an error message, or an empty text. */
export function errorCode(stderr: string): string {
  return /\[([A-Z][A-Z0-9_]*)\]$/m.exec(stderr)?.[1] ?? '';
}

/** No configuration of the person who runs the tests gets in. It is not there, and must not be made. */
function emptyHome(): string {
  return join(tmpdir(), 'gantry-e2e-nobody-home');
}

/** VmHWM only grows, so that looking now and then is enough. */
function watchMemory(pid: number): { stop(): number } {
  let peak = 0;
  const look = () => {
    try {
      const line = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
      peak = Math.max(peak, Number(line?.[1] ?? 0) / 1024);
    } catch {
      // It has ended, or there is no /proc.
    }
  };
  const timer = setInterval(look, 10);
  return {
    stop: () => {
      clearInterval(timer);
      return Math.round(peak);
    },
  };
}

async function collect(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size <= maxOutput) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

import { spawn } from 'node:child_process';
import { ioErrors } from '../errors/index.ts';

/** What a program is given. */
export interface ProgramOptions {
  /** Default: nothing. `open`: nothing, and no end as long as this process lives, so that the program can tell when it was killed. */
  readonly stdin?: string | { readonly open: true };
  /** Milliseconds until it is ended. */
  readonly timeout: number;
  /** The most bytes of output that are taken. */
  readonly limit: number;
}

/** How a program ended. */
export interface ProgramResult {
  /** Exit status; null when a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
}

/**
 * Runs a program of the PATH, without a shell, and gives what it printed. Fails with IO_PROGRAM_MISSING, IO_PROGRAM_TIMEOUT or
 * IO_PROGRAM_OUTPUT; what the exit status means is the caller's business.
 */
export function runProgram(
  name: string,
  parameters: readonly string[],
  options: ProgramOptions,
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(name, parameters, { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (error: Error): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(error);
    };
    const timer = setTimeout(
      () => end(ioErrors.PROGRAM_TIMEOUT({ name, seconds: options.timeout / 1000 })),
      options.timeout,
    );
    child.on('error', (cause) => end(ioErrors.PROGRAM_MISSING({ name }, { cause })));
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > options.limit) end(ioErrors.PROGRAM_OUTPUT({ name, limit: options.limit }));
      else chunks.push(chunk);
    });
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status, stdout: Buffer.concat(chunks).toString('utf8') });
    });
    // A program that ends without reading its input is judged by its status.
    child.stdin.on('error', () => undefined);
    if (typeof options.stdin !== 'object') child.stdin.end(options.stdin ?? '');
  });
}

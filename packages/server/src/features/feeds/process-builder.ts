import { createInterface } from 'node:readline';
import { fromPlainError, isRecord, type PlainError } from '@gantry/core';
import { type StartedProgram, startProgram } from '@gantry/io/process';
import type { DatabaseStatus } from '@gantry/vulns';
import type { BuildRequest, FeedBuilder } from './builder.ts';
import { feedsErrors } from './errors.ts';

/** What the process answers, as one line of JSON. */
export type ProcessAnswer = { readonly status: DatabaseStatus } | { readonly error: PlainError };

/** How long a process that was asked to stop may take. */
const patience = 10_000;

/** Builds in a process of its own: a program and its arguments that run `feeds-process.js`. */
export function processBuilder(command: readonly [program: string, ...parameters: string[]]): FeedBuilder {
  const [program, ...parameters] = command;
  return {
    build: async (request, signal) => {
      signal.throwIfAborted();
      const child = startProgram(program, parameters);
      const stop = (): void => endProcess(child);
      signal.addEventListener('abort', stop, { once: true });
      try {
        return await answerOf(child, request);
      } finally {
        signal.removeEventListener('abort', stop);
        endProcess(child);
      }
    },
  };
}

/** The end of its input tells the process to stop, as does the death of this one. */
function endProcess(child: StartedProgram): void {
  child.stdin.end();
  if (child.exitCode === null) setTimeout(() => child.kill('SIGKILL'), patience).unref();
}

async function answerOf(child: StartedProgram, request: BuildRequest): Promise<DatabaseStatus> {
  const { stdin, stdout } = child;
  child.stderr.resume();
  stdin.on('error', () => undefined);
  const ended = new Promise<string>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('close', (status, signal) => done(signal === null ? `status ${status}` : `signal ${signal}`));
  });
  stdin.write(`${JSON.stringify(request)}\n`);
  let last: ProcessAnswer | null = null;
  for await (const line of createInterface({ input: stdout })) {
    last = readAnswer(line);
    break;
  }
  if (last === null) throw feedsErrors.BUILD_FAILED({ because: await ended });
  if ('error' in last) throw fromPlainError(last.error);
  return last.status;
}

function readAnswer(line: string): ProcessAnswer | null {
  try {
    const answer: unknown = JSON.parse(line);
    return isRecord(answer) && ('status' in answer || 'error' in answer) ? (answer as unknown as ProcessAnswer) : null;
  } catch {
    return null;
  }
}

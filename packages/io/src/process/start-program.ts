import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';

/** Where a program runs. */
export interface StartOptions {
  /** Its working folder; default that of this process. */
  readonly folder?: string;
  /** All of its variables; default those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A program that runs beside this process, with pipes to it. */
export type StartedProgram = ChildProcessByStdio<Writable, Readable, Readable>;

/** Starts a program without a shell; the caller watches over it. What cannot be started tells so by its `error` event. */
export function startProgram(
  name: string,
  parameters: readonly string[],
  { folder, environment }: StartOptions = {},
): StartedProgram {
  return spawn(name, parameters, {
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    ...(folder === undefined ? {} : { cwd: folder }),
    ...(environment === undefined ? {} : { env: environment }),
  });
}

/** Does the end of this process wait for a started program? By default it does. */
export function awaitProgram(program: StartedProgram, waits: boolean): void {
  for (const part of [program, program.stdin, program.stdout, program.stderr]) {
    if (part !== program && !(part instanceof Socket)) continue;
    if (waits) part.ref();
    else part.unref();
  }
}

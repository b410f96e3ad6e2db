import { isCodedError } from '@gantry/core/errors';
import { runProgram } from './program.ts';
import { renderError } from './render/error.ts';
import { exitCodeOf, exitCodes } from './terminal/exit-codes.ts';
import { Interrupted } from './terminal/interrupted.ts';
import { processTerminal } from './terminal/process-terminal.ts';
import type { Terminal } from './terminal/terminal.ts';

/** The process: parses, runs, prints failures, sets the exit status. */
export async function main(argv: readonly string[]): Promise<void> {
  const terminal = processTerminal();
  const verbose = argv.includes('-v') || argv.includes('--verbose');
  process.stdout.on('error', passOverClosedPipe);
  process.stderr.on('error', passOverClosedPipe);
  process.on('uncaughtException', (error) => {
    process.exit(report(error, terminal, verbose));
  });
  try {
    process.exitCode = await runProgram(argv, terminal);
  } catch (error) {
    process.exitCode = report(error, terminal, verbose);
  }
}

/** Prints a failure; the exit status for it. One that nobody foresaw must not end as 1, which means stop. */
function report(error: unknown, terminal: Terminal, verbose: boolean): number {
  if (terminal.signal.reason instanceof Interrupted) {
    terminal.err('interrupted\n');
    return terminal.signal.reason.status;
  }
  terminal.err(renderError(error, { verbose }));
  return isCodedError(error) ? exitCodeOf(error.kind) : exitCodes.notEvaluated;
}

/** `gantry check x | head` closes our output early: the verdict and its exit status stay what they are. */
function passOverClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
}

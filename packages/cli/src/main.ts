import { isCodedError } from '@gantry/core/errors';
import { runProgram } from './program.ts';
import { renderError } from './render/error.ts';
import { exitCodeOf, exitCodes } from './terminal/exit-codes.ts';
import { processTerminal } from './terminal/process-terminal.ts';

/** The process: parses, runs, prints failures, sets the exit status. */
export async function main(argv: readonly string[]): Promise<void> {
  process.stdout.on('error', leaveOnClosedPipe);
  const terminal = processTerminal();
  const verbose = argv.includes('-v') || argv.includes('--verbose');
  try {
    process.exitCode = await runProgram(argv, terminal);
  } catch (error) {
    terminal.err(renderError(error, { verbose, color: terminal.interactive }));
    process.exitCode = isCodedError(error) ? exitCodeOf(error.kind) : exitCodes.notEvaluated;
  }
}

/** `gantry sbom x | head` closes our output early: that is no failure. */
function leaveOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
}

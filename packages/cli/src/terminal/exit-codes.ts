import type { ErrorKind } from '@gantry/core/errors';

/** The exit statuses of the command line; `docs/reference/cli.md` lists them. */
export const exitCodes = {
  /** The command did what was asked; a check passed (go or warn). */
  ok: 0,
  /** The policy said stop, or `--fail-on` was reached. */
  stop: 1,
  /** The words of the call are off. */
  usage: 2,
  /** It could not be evaluated: something is missing, broken or out of reach. */
  notEvaluated: 3,
} as const;

/** One of the exit statuses. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The exit status for a coded error. */
export function exitCodeOf(kind: ErrorKind): ExitCode {
  return kind === 'usage' ? exitCodes.usage : exitCodes.notEvaluated;
}

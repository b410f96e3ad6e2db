import type { OptionSpec, OptionValues } from '../settings/option.ts';
import type { ExitCode } from '../terminal/exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What a command's code gets. */
export interface Call {
  readonly args: readonly string[];
  readonly options: OptionValues;
  /** The options of `connectionOptions`, for commands that talk to a server; empty for others. */
  readonly connection: OptionValues;
  readonly terminal: Terminal;
  /** The whole table, for commands about commands. */
  readonly commands: readonly Command[];
}

/** Runs a command; the result is the exit status. Failures are thrown as coded errors. */
export type Run = (call: Call) => Promise<ExitCode>;

/** A command as data. Its code loads only when it runs. */
export interface Command {
  /** Words after `gantry`: `db update`. */
  readonly name: string;
  /** Other words for the last one. */
  readonly aliases?: readonly string[];
  /** As commander writes them: `<target>`, `[names...]`. */
  readonly args: string;
  readonly about: string;
  readonly options: readonly OptionSpec[];
  /** Shown under the help. */
  readonly examples: readonly string[];
  /** Talks to a server, always or when one is named: it takes the options of a connection and reads a file of settings. */
  readonly server?: 'needed' | 'optional';
  load(): Promise<{ readonly run: Run }>;
}

/** Facts of a log line. Secrets never belong here; the real log hides fields with tell-tale names as well. */
export type LogFacts = Readonly<Record<string, unknown>>;

/** Structured logs: one line, one event. */
export interface Logger {
  debug(message: string, facts?: LogFacts): void;
  info(message: string, facts?: LogFacts): void;
  warn(message: string, facts?: LogFacts): void;
  error(message: string, facts?: LogFacts): void;
  /** A logger whose lines all carry these facts: a request id, a job id. */
  with(facts: LogFacts): Logger;
}

/** How much is written; each level has those after it too. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** The log of a process: its level can be changed while it runs, for all loggers made `with` facts too. */
export interface ProcessLog extends Logger {
  level(): LogLevel;
  setLevel(level: LogLevel): void;
}

/** Says nothing. */
export const silentLog: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => silentLog,
};

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

/** Says nothing. */
export const silentLog: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => silentLog,
};

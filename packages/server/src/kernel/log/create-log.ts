import { type DestinationStream, destination, type Logger as Pino, pino, stdTimeFunctions } from 'pino';
import { redact, redactText } from './redact.ts';
import { type LogFacts, type Logger, type LogLevel, logLevels, type ProcessLog } from './types.ts';

/** Where lines go and from which level on. */
export interface LogOptions {
  readonly level: LogLevel;
  /** Default: standard error. */
  readonly to?: DestinationStream;
  /** Facts of every line: the version, the host. */
  readonly facts?: LogFacts;
}

/** JSON lines: `level`, `time` (RFC 3339), the facts and `msg`. Credentials are hidden wherever they stand. */
export function createLog({ level, to = destination({ fd: 2, sync: true }), facts = {} }: LogOptions): ProcessLog {
  const writer = pino(
    {
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      level: 'debug',
    },
    to,
  );
  const state: State = { level };
  return {
    ...loggerOn(writer, facts, state),
    level: () => state.level,
    setLevel: (next) => {
      state.level = next;
    },
  };
}

/** Shared by all loggers of the process. */
interface State {
  level: LogLevel;
}

function loggerOn(writer: Pino, facts: LogFacts, state: State): Logger {
  const write = (level: LogLevel) => (message: string, more?: LogFacts) => {
    if (logLevels.indexOf(level) < logLevels.indexOf(state.level)) return;
    writer[level](redact({ ...facts, ...more }) as object, redactText(message));
  };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    with: (more) => loggerOn(writer, { ...facts, ...more }, state),
  };
}

import type { LoggingLevel } from '@gantry/contract/system';
import type { LogLevel, ProcessLog } from '../../kernel/log/index.ts';

type WireLevel = LoggingLevel['logging_level'];

const levels: Readonly<Record<Exclude<WireLevel, 'default'>, LogLevel>> = {
  trace: 'debug',
  debug: 'debug',
  info: 'info',
  warning: 'warn',
  error: 'error',
  critical: 'error',
};

/** Changes the level of a log; `default` is the one that it started with. */
export function createLevelSetter(log: Pick<ProcessLog, 'level' | 'setLevel'>): (wanted: WireLevel) => void {
  const first = log.level();
  return (wanted) => log.setLevel(wanted === 'default' ? first : levels[wanted]);
}

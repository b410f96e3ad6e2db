import { randomUUID } from 'node:crypto';
import type { Terminal } from './terminal.ts';

/** The terminal of this process. `NO_COLOR` and `TERM=dumb` are respected; Ctrl-C aborts the signal once, then kills. */
export function processTerminal(): Terminal {
  const { stdout, stderr, stdin, env } = process;
  return {
    out: (text) => void stdout.write(text),
    drained: () => drained(stdout),
    err: (text) => void stderr.write(text),
    stdin,
    env,
    interactive: Boolean(stderr.isTTY) && env['CI'] === undefined && env['TERM'] !== 'dumb',
    color: Boolean(stdout.isTTY) && env['NO_COLOR'] === undefined && env['TERM'] !== 'dumb',
    columns: stdout.columns ?? 160,
    now: () => new Date().toISOString(),
    uuid: () => randomUUID(),
    signal: interruptSignal(),
  };
}

function drained(stream: NodeJS.WriteStream): Promise<void> {
  if (!stream.writableNeedDrain) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      for (const event of ['drain', 'close', 'error']) stream.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'close', 'error']) stream.once(event, done);
  });
}

function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => {
    controller.abort(new Error('interrupted'));
    process.once('SIGINT', () => process.exit(130));
  });
  return controller.signal;
}

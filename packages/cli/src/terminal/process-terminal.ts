import { randomUUID } from 'node:crypto';
import { Interrupted } from './interrupted.ts';
import type { Terminal } from './terminal.ts';

/**
 * The terminal of this process. `NO_COLOR` (https://no-color.org: when not empty) and `TERM=dumb` are respected; Ctrl-C aborts the signal, and ends the process when that was
 * not enough.
 */
export function processTerminal(): Terminal {
  const { stdout, stderr, stdin, env } = process;
  return {
    out: (text) => void stdout.write(text),
    drained: () => drained(stdout),
    err: (text) => void stderr.write(text),
    stdin,
    env,
    interactive: Boolean(stderr.isTTY) && env['CI'] === undefined && env['TERM'] !== 'dumb',
    color: Boolean(stdout.isTTY) && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
    columns: stdout.columns ?? 160,
    screen: Boolean(stdout.isTTY),
    now: () => new Date().toISOString(),
    uuid: () => randomUUID(),
    signal: interruptSignal(),
    allowToEnd: (seconds) => {
      grace = seconds * 1000;
    },
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

/** How long a run may take to clean up after an interrupt. Milliseconds. */
let grace = 2000;

function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => interrupt(controller, exitStatuses[name]));
  return controller.signal;
}

/** What shells report of programs that these signals ended. */
const exitStatuses = { SIGINT: 130, SIGTERM: 143 } as const;

/** Whoever waits for something that no signal reaches (standard input) is not waited for. */
function interrupt(controller: AbortController, status: number): void {
  controller.abort(new Interrupted(status));
  process.once('SIGINT', () => process.exit(status));
  setTimeout(() => {
    process.stderr.write('interrupted\n');
    process.exit(status);
  }, grace).unref();
}

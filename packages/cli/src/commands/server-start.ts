import { fileURLToPath } from 'node:url';
import { isCodedError } from '@gantry/core/errors';
import { readTextFile } from '@gantry/io/files';
import { type ConfigKey, type RunningServer, readConfig, startServer } from '@gantry/server';
import { cliErrors } from '../errors.ts';
import { type OptionValues, text } from '../settings/option.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import { Interrupted } from '../terminal/interrupted.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { toolVersion } from '../terminal/tool-version.ts';
import type { Call } from './command.ts';

/** `gantry server start`: runs until it is told to stop. */
export async function run({ options, terminal }: Call): Promise<ExitCode> {
  const config = readConfig({ flags: flagsOf(options), env: terminal.env, file: await fileOf(options) });
  const server = await startServer({
    config,
    version: toolVersion,
    environment: terminal.env,
    programs: {
      database: new URL('./pglite-worker.js', import.meta.url),
      analysis: new URL('./analysis-process.js', import.meta.url),
      feeds: new URL('./feeds-process.js', import.meta.url),
      backtests: new URL('./backtest-thread.js', import.meta.url),
    },
    starter: fileURLToPath(new URL('./starter', import.meta.url)),
    executables: fileURLToPath(new URL('../executable', import.meta.url)),
  });
  terminal.allowToEnd(longestEnd);
  announce(server, terminal);
  const ending = await Promise.race([interruption(terminal), server.lost]);
  if (!(ending instanceof Interrupted)) {
    // Without its database nothing can end in order: the reason counts, not what stopping complains of.
    await server.stop(0).catch(() => undefined);
    throw ending;
  }
  await server.stop();
  return exitCodes.ok;
}

/** Running jobs get 30 seconds to end, the rest is quick. */
const longestEnd = 45;

const keys: readonly ConfigKey[] = ['data', 'host', 'port', 'role'];

function flagsOf(options: OptionValues): Partial<Record<ConfigKey, string>> {
  const given = keys.map((key) => [key, text(options, key)] as const).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

/** Bytes of a configuration file. */
const longestFile = 2 ** 20;

async function fileOf(options: OptionValues): Promise<string | null> {
  const path = text(options, 'config');
  if (path === undefined) return null;
  return await readTextFile(path, longestFile).catch((error: unknown) => {
    throw cliErrors.CONFIG_UNREADABLE({ path, because: isCodedError(error) ? error.message : String(error) });
  });
}

/** What a person needs to go on. The password stands here once and nowhere else. */
function announce({ url, generatedPassword }: RunningServer, terminal: Terminal): void {
  if (url === null) terminal.out('Gantry is ready to work off jobs\n');
  else terminal.out(`Gantry is ready at ${url}\n  API reference: ${url}/docs/\n`);
  if (generatedPassword === null) return;
  terminal.out(
    `  user: admin\n  password: ${generatedPassword}\n  This password is shown once. Change it, or keep it in a safe place.\n`,
  );
}

function interruption({ signal }: Terminal): Promise<Error> {
  return new Promise((done) => {
    if (signal.aborted) done(signal.reason as Error);
    signal.addEventListener('abort', () => done(signal.reason as Error), { once: true });
  });
}

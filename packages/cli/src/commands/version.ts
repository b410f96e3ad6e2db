import { namesServer } from '../settings/connection.ts';
import { flag, text } from '../settings/option.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import { toolVersion } from '../terminal/tool-version.ts';
import type { Call } from './command.ts';

/** `gantry version`: with that of the server when one is named. */
export async function run(call: Call): Promise<ExitCode> {
  const { options, terminal } = call;
  // The self-contained executable runs on Bun, which tells the version of Node that it stands in for, too.
  const { bun } = process.versions;
  const facts = {
    name: 'gantry',
    version: toolVersion,
    node: process.versions.node,
    ...(bun === undefined ? {} : { bun }),
    platform: `${process.platform}/${process.arch}`,
  };
  const isJson = text(options, 'output')?.startsWith('json') === true;
  if (!isJson)
    terminal.out(
      `gantry ${toolVersion} (${bun === undefined ? `Node ${facts.node}` : `Bun ${bun}`}, ${facts.platform})\n`,
    );
  const server = namesServer(call.connection) ? await serverFacts(call) : undefined;
  if (isJson) terminal.out(`${JSON.stringify({ ...facts, ...(server ? { server } : {}) })}\n`);
  else if (server) terminal.out(`server ${server.version ?? 'of an unknown version'} (${server.url})\n`);
  return exitCodes.ok;
}

interface ServerFacts {
  readonly url: string;
  readonly version: string | undefined;
  readonly api: string | undefined;
  readonly database: string | undefined;
}

/** That a server cannot be reached is worth a note, for this command is about the tool. */
async function serverFacts(call: Call): Promise<ServerFacts | undefined> {
  const { askVersion } = await import('../server/version.ts');
  const url = text(call.connection, 'url') ?? '';
  try {
    return { url, ...(await askVersion(call)) };
  } catch (error) {
    call.terminal.signal.throwIfAborted();
    const because = error instanceof Error ? error.message : String(error);
    const { printable } = await import('../render/printable.ts');
    const { redact } = await import('../render/error.ts');
    if (!flag(call.options, 'quiet'))
      call.terminal.err(`note: the server was not asked: ${printable(redact(because))}\n`);
    return undefined;
  }
}

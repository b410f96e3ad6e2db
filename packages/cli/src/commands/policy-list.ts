import { namesServer } from '../settings/connection.ts';
import { flag } from '../settings/option.ts';
import type { ExitCode } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry policy list`: the policies of the server that is named; without a server, or with `--packs`, the packs that ship with Gantry. */
export async function run(call: Call): Promise<ExitCode> {
  if (namesServer(call.connection) && !flag(call.options, 'packs')) {
    const { list } = await import('./server/policies.ts');
    return list(call);
  }
  const { listPacks } = await import('./policy-packs.ts');
  return listPacks(call);
}

import { openDatabase, searchDatabase } from '@gantry/vulns';
import { renderSearch } from '../render/db-search.ts';
import { databaseDir } from '../settings/cache-dir.ts';
import { text } from '../settings/option.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry db search PACKAGE|ID`: exit 0 with an empty answer when nothing is known. */
export async function run({ args, options, terminal }: Call): Promise<ExitCode> {
  const database = openDatabase(databaseDir(terminal.env));
  try {
    const result = searchDatabase(database, args[0] ?? '');
    const ecosystem = text(options, 'ecosystem');
    const packages = result.packages.filter(
      (found) => ecosystem === undefined || inEcosystem(found.ecosystem, ecosystem),
    );
    terminal.out(renderSearch({ ...result, packages }, text(options, 'output') ?? 'table'));
    return exitCodes.ok;
  } finally {
    database.close();
  }
}

/** `Debian` names every release of it. */
function inEcosystem(found: string, wanted: string): boolean {
  return found === wanted || found.startsWith(`${wanted}:`);
}

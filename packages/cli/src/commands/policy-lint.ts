import { lintPolicy } from '@gantry/policy';
import { printable, renderTable } from '../render/table.ts';
import { text } from '../settings/option.ts';
import { readPolicy } from '../steps/policy.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry policy lint FILE|NAME`: exit 1 when there are errors. */
export async function run({ args, options, terminal }: Call): Promise<ExitCode> {
  const name = args[0] ?? '';
  const notes = lintPolicy(await readPolicy(name), Date.parse(terminal.now()));
  if (text(options, 'output') === 'json') terminal.out(`${JSON.stringify({ name, notes }, null, 2)}\n`);
  else if (notes.length === 0) terminal.out(`${printable(name)}: nothing to say\n`);
  else
    terminal.out(
      renderTable(
        [{ title: 'SEVERITY' }, { title: 'CODE' }, { title: 'WHERE' }, { title: 'WHAT' }, { title: 'TO DO' }],
        notes.map(({ severity, code, path, details, advice }) => [severity, code, path, details, advice]),
      ),
    );
  return notes.some(({ severity }) => severity === 'error') ? exitCodes.stop : exitCodes.ok;
}

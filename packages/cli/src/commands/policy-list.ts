import { packs } from '@gantry/policy';
import { renderTable } from '../render/table.ts';
import { text } from '../settings/option.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry policy list` */
export async function run({ options, terminal }: Call): Promise<ExitCode> {
  const rows = packs.map(({ name, title, about }) => ({ name, title, about }));
  terminal.out(
    text(options, 'output') === 'json'
      ? `${JSON.stringify(rows, null, 2)}\n`
      : renderTable(
          [{ title: 'NAME' }, { title: 'TITLE' }, { title: 'ABOUT', max: 100 }],
          rows.map((row) => [row.name, row.title, row.about]),
        ),
  );
  return exitCodes.ok;
}

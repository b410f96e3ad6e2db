import { packs } from '@gantry/policy';
import { renderTable } from '../render/table.ts';
import { text } from '../settings/option.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** The packs that ship with Gantry. */
export function listPacks({ options, terminal }: Call): ExitCode {
  const rows = packs.map(({ name, title, about }) => ({ name, title, about }));
  terminal.out(textOf(rows, text(options, 'output') ?? 'text'));
  return exitCodes.ok;
}

interface Row {
  readonly name: string;
  readonly title: string;
  readonly about: string;
}

function textOf(rows: readonly Row[], output: string): string {
  if (output.startsWith('json')) return `${JSON.stringify(rows, null, 2)}\n`;
  if (output === 'id') return rows.map(({ name }) => `${name}\n`).join('');
  return renderTable(
    [{ title: 'NAME' }, { title: 'TITLE' }, { title: 'ABOUT', max: 100 }],
    rows.map((row) => [row.name, row.title, row.about]),
  );
}

import { type GateDescription, gateCatalogue } from '@gantry/policy';
import { cliErrors } from '../errors.ts';
import { renderTable } from '../render/table.ts';
import { text } from '../settings/option.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry policy spec [GATE]`: what rules can say. */
export async function run({ args, options, terminal }: Call): Promise<ExitCode> {
  const [wanted] = args;
  const all = gateCatalogue();
  const gates = wanted === undefined ? all : all.filter(({ name }) => name === wanted.toLowerCase());
  if (gates.length === 0) {
    throw cliErrors.BAD_OPTION({
      option: 'GATE',
      value: wanted ?? '',
      allowed: all.map(({ name }) => name).join(', '),
    });
  }
  const json = text(options, 'output') === 'json';
  terminal.out(json ? `${JSON.stringify(gates, null, 2)}\n` : gates.map(gateText).join('\n'));
  return exitCodes.ok;
}

function gateText({ name, help, triggers, state }: GateDescription): string {
  const heads = triggers.map((trigger) => {
    const mark = trigger.state === 'active' ? '' : ` (${trigger.state})`;
    const rows = trigger.parameters.map(({ name, required, fallback, validator, help, example }) => [
      `    ${name}${required ? '*' : ''}`,
      validator.says,
      fallback ?? '',
      example,
      help,
    ]);
    const columns = [
      { title: '    PARAMETER' },
      { title: 'TAKES', max: 50 },
      { title: 'DEFAULT' },
      { title: 'EXAMPLE', max: 40 },
      { title: 'MEANS' },
    ];
    return `  ${name}.${trigger.name}${mark}: ${trigger.help}\n${rows.length === 0 ? '' : renderTable(columns, rows)}`;
  });
  return `${name}${state === 'active' ? '' : ` (${state})`}: ${help}\n${heads.join('')}`;
}

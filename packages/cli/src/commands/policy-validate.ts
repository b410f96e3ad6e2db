import { printable, renderTable } from '../render/table.ts';
import { text } from '../settings/option.ts';
import { importedPolicy } from '../steps/policy.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry policy validate FILE|NAME`: exit 0 when it can be used, 3 when not. */
export async function run({ args, options, terminal }: Call): Promise<ExitCode> {
  const name = args[0] ?? '';
  const { problems, changes } = await importedPolicy(name);
  const usable = problems.every((problem) => problem.severity !== 'error');
  if (text(options, 'output') === 'json')
    terminal.out(`${JSON.stringify({ name, usable, problems, changes }, null, 2)}\n`);
  else if (problems.length === 0) terminal.out(`${printable(name)} is a valid policy\n`);
  else
    terminal.out(
      renderTable(
        [{ title: 'SEVERITY' }, { title: 'PROBLEM' }],
        problems.map((problem) => [problem.severity, problem.details]),
      ),
    );
  if (changes.length > 0 && text(options, 'output') !== 'json') {
    terminal.out('\nWritten for an older version; read as:\n');
    const columns = [{ title: 'WHERE' }, { title: 'WAS' }, { title: 'IS', max: 80 }];
    terminal.out(
      renderTable(
        columns,
        changes.map(({ path, from, to }) => [path, from, to]),
      ),
    );
  }
  return usable ? exitCodes.ok : exitCodes.notEvaluated;
}

import { renderInspection } from '../render/inspection.ts';
import { text } from '../settings/option.ts';
import { readTarget } from '../steps/bill.ts';
import { deliver } from '../steps/output.ts';
import { partsAsked, wantedParts } from '../steps/wanted.ts';
import { warnOfUnread } from '../steps/warnings.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry inspect TARGET`: a view, not a verdict: the exit status is 0 whatever was found. */
export async function run({ args, options, terminal }: Call): Promise<ExitCode> {
  const parts = partsAsked(text(options, 'inspect') ?? 'all') ?? [];
  const wanted = await wantedParts({ parts, retrieve: [] }, options, terminal);
  const { bill, inspection } = await readTarget(args[0] ?? '', { options, terminal, wanted });
  const style = { output: text(options, 'output') ?? 'table', color: terminal.color };
  await deliver(renderInspection(bill, inspection, style), options, terminal);
  warnOfUnread(bill, options, terminal);
  return exitCodes.ok;
}

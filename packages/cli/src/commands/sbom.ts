import { encodeBill } from '../render/bill.ts';
import { text } from '../settings/option.ts';
import { billOf } from '../steps/bill.ts';
import { deliver } from '../steps/output.ts';
import { warnOfUnread } from '../steps/warnings.ts';
import type { ExitCode } from '../terminal/exit-codes.ts';
import { exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry sbom TARGET` */
export async function run({ args, options, terminal }: Call): Promise<ExitCode> {
  const bill = await billOf(args[0] ?? '', options, terminal);
  await deliver(await encodeBill(bill, text(options, 'output') ?? 'table', terminal), options, terminal);
  warnOfUnread(bill, options, terminal);
  return exitCodes.ok;
}

import { encodeReport } from '../render/report.ts';
import { text } from '../settings/option.ts';
import { billOf } from '../steps/bill.ts';
import { failsOn } from '../steps/fail-on.ts';
import { deliver } from '../steps/output.ts';
import { reportOf, requireDatabase } from '../steps/report.ts';
import { warnOfData, warnOfUnread } from '../steps/warnings.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry vulns TARGET` */
export async function run({ args, options, terminal }: Call): Promise<ExitCode> {
  requireDatabase(terminal);
  const bill = await billOf(args[0] ?? '', options, terminal);
  const report = reportOf(bill, terminal);
  await deliver(await encodeReport({ bill, report }, text(options, 'output') ?? 'table', terminal), options, terminal);
  warnOfUnread(bill, options, terminal);
  warnOfData(report, options, terminal);
  return failsOn(report, options) ? exitCodes.stop : exitCodes.ok;
}

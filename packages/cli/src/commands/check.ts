import { encodeVerdict } from '../render/verdict.ts';
import { text } from '../settings/option.ts';
import { billOf } from '../steps/bill.ts';
import { failsOn } from '../steps/fail-on.ts';
import { deliver } from '../steps/output.ts';
import { usablePolicy } from '../steps/policy.ts';
import { reportOf, requireDatabase } from '../steps/report.ts';
import { verdictOf } from '../steps/verdict.ts';
import { warnOfData, warnOfUnread } from '../steps/warnings.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Call } from './command.ts';

/** `gantry check TARGET`: what can fail early (policy, database) fails before the target is read. */
export async function run({ args, options, terminal }: Call): Promise<ExitCode> {
  const { policy } = await usablePolicy(text(options, 'policy') ?? 'secure');
  requireDatabase(terminal);
  const bill = await billOf(args[0] ?? '', options, terminal);
  const report = reportOf(bill, terminal);
  const evaluated = await verdictOf({ bill, report, policy }, options, terminal);
  const output = text(options, 'output') ?? 'table';
  await deliver(encodeVerdict(evaluated, output, terminal), options, terminal);
  if (output !== 'table') {
    warnOfUnread(bill, options, terminal);
    warnOfData(report, options, terminal);
  }
  return evaluated.verdict.finalAction === 'stop' || failsOn(report, options) ? exitCodes.stop : exitCodes.ok;
}

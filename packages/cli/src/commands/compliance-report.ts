import { ComplianceReport } from '@gantry/contract/compliance';
import {
  type ComplianceFormat,
  complianceReport,
  encodeCompliance,
  type ComplianceReport as Made,
} from '@gantry/policy';
import { complianceText } from '../render/compliance.ts';
import type { Evaluated } from '../render/evaluated.ts';
import { text } from '../settings/option.ts';
import { evaluateTarget } from '../steps/evaluate-target.ts';
import { deliver } from '../steps/output.ts';
import { packNamed } from '../steps/pack.ts';
import { usablePolicy } from '../steps/policy.ts';
import { withDatabase } from '../steps/report.ts';
import { warnOfData, warnOfUnread } from '../steps/warnings.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import { toolVersion } from '../terminal/tool-version.ts';
import type { Call } from './command.ts';

/** `gantry compliance report --pack NAME TARGET`: what can fail early (pack, policy, database) fails before the target is read. */
export async function run({ args, options, terminal }: Call): Promise<ExitCode> {
  const pack = packNamed(text(options, 'pack'), { option: '--pack', command: 'gantry compliance report' });
  const { policy } = await usablePolicy(text(options, 'policy') ?? pack.name);
  const { facts, verdict } = await withDatabase(terminal, (store) =>
    evaluateTarget(args[0] ?? '', { policy, store, options, terminal }),
  );
  const report = complianceReport({ pack, verdict, facts });
  const output = text(options, 'output') ?? 'table';
  await deliver(shown(report, output, styleOf({ options, terminal })), options, terminal);
  if (output !== 'table') warn({ facts }, { options, terminal });
  return endOf(report.counts, options);
}

/** A report as a document, or for people. */
function shown(report: Made, output: string, style: Parameters<typeof complianceText>[1]): string {
  if (output !== 'table') return encodeCompliance(report, output as ComplianceFormat, { toolVersion });
  const document: unknown = JSON.parse(encodeCompliance(report, 'json', { toolVersion }));
  return complianceText(ComplianceReport.parse(document), style);
}

/** How wide and how colourful a table for people is. */
export function styleOf({ options, terminal }: Pick<Call, 'options' | 'terminal'>) {
  const toFile = text(options, 'file') !== undefined;
  return { color: terminal.color && !toFile, columns: terminal.columns };
}

function warn(
  { facts: { bill, report } }: Pick<Evaluated, 'facts'>,
  { options, terminal }: Pick<Call, 'options' | 'terminal'>,
) {
  warnOfUnread(bill, options, terminal);
  if (report) warnOfData(report, options, terminal);
}

/** A report that was made is a success, whatever it says, unless the call asks for more. */
export function endOf(counts: Pick<Made['counts'], 'failed' | 'not-evaluated'>, options: Call['options']): ExitCode {
  const limit = text(options, 'failOn');
  if (limit === undefined) return exitCodes.ok;
  const open = limit === 'failed' ? counts.failed : counts.failed + counts['not-evaluated'];
  return open > 0 ? exitCodes.stop : exitCodes.ok;
}

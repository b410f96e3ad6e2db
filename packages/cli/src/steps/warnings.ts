import type { Bill, MatchReport } from '@gantry/core';
import { printable } from '../render/table.ts';
import { flag, type OptionValues, text } from '../settings/option.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Says on standard error what of the target was not read: a count, with `-v` every item. */
export function warnOfUnread(bill: Bill, options: OptionValues, terminal: Terminal): void {
  if (bill.unread.length === 0 || flag(options, 'quiet')) return;
  const hint = flag(options, 'verbose') ? ':' : ' (-v lists them)';
  terminal.err(`note: ${bill.unread.length} ${bill.unread.length === 1 ? 'item was' : 'items were'} not read${hint}\n`);
  if (!flag(options, 'verbose')) return;
  for (const item of bill.unread)
    terminal.err(`  ${printable(item.path)}: ${printable(item.because)} [${item.code}]\n`);
}

/** Says on standard error that the data is the starter set, and how many packages could not be compared. */
export function warnOfData(report: MatchReport, options: OptionValues, terminal: Terminal): void {
  if (flag(options, 'quiet')) return;
  if (report.data.starter) {
    terminal.err('note: only the starter set of advisories is loaded; `gantry db update` fetches the live feeds\n');
  }
  warnOfUnrated(report, options, terminal);
  if (report.notEvaluated.length === 0) return;
  const packages = new Set(report.notEvaluated.map((item) => item.packageId)).size;
  const hint = flag(options, 'verbose') ? ':' : ' (-v lists them)';
  terminal.err(`note: ${packages} ${packages === 1 ? 'package was' : 'packages were'} not evaluated${hint}\n`);
  if (!flag(options, 'verbose')) return;
  for (const item of report.notEvaluated) terminal.err(`  ${item.packageId}: ${printable(item.because)}\n`);
}

/** `--fail-on` cannot weigh a match whose severity nobody states: that must not pass unseen. */
function warnOfUnrated(report: MatchReport, options: OptionValues, terminal: Terminal): void {
  const limit = text(options, 'failOn');
  const unrated = report.matches.filter((match) => match.severity === 'unknown' && !match.malicious).length;
  if (limit === undefined || unrated === 0) return;
  terminal.err(`note: ${unrated} matches state no severity and do not count for --fail-on ${limit}\n`);
}

import type { Bill, MatchReport } from '@gantry/core';

/** Objects in memory take about this many times the room of their JSON. */
const objectsPerText = 3;
const samples = 32;

/** About how many bytes of memory a bill takes: some of its packages are written out and counted. */
export function weighBill(bill: Bill): number {
  return 20_000 + weighList(bill.packages) + 100 * bill.relationships.length + weighList(bill.unread);
}

/** About how many bytes of memory a report takes. */
export function weighReport(report: MatchReport): number {
  return 20_000 + weighList(report.matches) + weighList(report.notEvaluated);
}

function weighList(items: readonly unknown[]): number {
  if (items.length === 0) return 0;
  const step = Math.max(1, Math.floor(items.length / samples));
  let length = 0;
  let count = 0;
  for (let at = 0; at < items.length; at += step) {
    length += JSON.stringify(items[at])?.length ?? 0;
    count += 1;
  }
  return Math.ceil((length / count) * items.length * objectsPerText);
}

/** About how many bytes of memory a list of findings takes, together with its text for replies. */
export function weighFindings(findings: readonly unknown[]): number {
  return 50_000 + 2 * weighList(findings);
}

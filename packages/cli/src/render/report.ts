import type { Terminal } from '../terminal/terminal.ts';
import type { Matched } from './matched.ts';
import { reportCsv } from './report-csv.ts';
import { reportCyclonedx } from './report-cyclonedx.ts';
import { reportParts } from './report-document.ts';
import { reportGrype } from './report-grype.ts';
import { reportSarif } from './report-sarif.ts';
import { reportTable } from './report-table.ts';

/** Matches in the format of `-o`, whole or in parts. */
export async function encodeReport(
  matched: Matched,
  output: string,
  terminal: Terminal,
): Promise<string | Iterable<string>> {
  switch (output) {
    case 'json':
      return reportParts(matched);
    case 'grype-json':
      return `${JSON.stringify(reportGrype(matched, terminal.now()), null, 1)}\n`;
    case 'sarif':
      return `${JSON.stringify(reportSarif(matched), null, 2)}\n`;
    case 'cyclonedx-json':
      return reportCyclonedx(matched, terminal);
    case 'csv':
      return reportCsv(matched);
    default:
      return reportTable(matched, { color: terminal.color, columns: terminal.columns });
  }
}

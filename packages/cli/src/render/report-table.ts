import type { Severity } from '@gantry/core';
import { severities } from '@gantry/core/severity';
import { primaryPath } from './bill.ts';
import type { Matched } from './matched.ts';
import { paint } from './paint.ts';
import { fixText, forecastText, matchRows, riskText } from './report-rows.ts';
import { printable, renderTable } from './table.ts';
import { contentsLine, targetLine } from './target.ts';
import { dataLine } from './verdict-text.ts';

/** Matches for people. */
export function reportTable(matched: Matched, style: { readonly color: boolean; readonly columns: number }): string {
  const brush = paint(style.color);
  const forecasts = matched.report.matches.some(({ epss }) => epss !== undefined);
  const rows = matchRows(matched).map(({ match, pkg }) => [
    pkg.name,
    pkg.version ?? '',
    fixText(match),
    match.vulnerability,
    match.severity,
    riskText(match),
    ...(forecasts ? [forecastText(match)] : []),
    primaryPath(pkg),
  ]);
  const columns = [
    { title: 'PACKAGE', max: 44 },
    { title: 'INSTALLED', max: 28 },
    { title: 'FIXED IN', max: 28 },
    { title: 'VULNERABILITY' },
    { title: 'SEVERITY' },
    { title: 'RISK' },
    ...(forecasts ? [{ title: 'EPSS' }] : []),
    { title: 'WHERE', max: 60 },
  ];
  const head = `${brush.faint('Target  ')} ${printable(targetLine(matched.bill))}\n${brush.faint('Contents')} ${printable(contentsLine(matched.bill))}\n${brush.faint('Data    ')} ${dataLine(matched.report)}\n\n`;
  if (rows.length === 0) return `${head}No matches${coverageNote(matched)}.\n`;
  return `${head}${renderTable(columns, rows)}\n${countsLine(matched)}${coverageNote(matched)}\n`;
}

function countsLine({ report }: Matched): string {
  const counts = new Map<Severity, number>();
  for (const match of report.matches) counts.set(match.severity, (counts.get(match.severity) ?? 0) + 1);
  const parts = [...severities]
    .reverse()
    .flatMap((severity) => (counts.has(severity) ? [`${counts.get(severity)} ${severity}`] : []));
  return `${report.matches.length} matches: ${parts.join(', ')}`;
}

/** What the counts alone would hide: contested matches, and that "no matches" is not "clean" when something was not compared. */
function coverageNote({ report, bill }: Matched): string {
  const missed = new Set(report.notEvaluated.map((item) => item.packageId)).size;
  const contested = report.matches.filter((match) => match.disagreements.length > 0).length;
  const parts = [
    ...(contested > 0 ? [`on ${contested} of them sources disagree (-o json says how)`] : []),
    ...(missed > 0 ? [`${missed} of ${bill.packages.length} packages were not evaluated`] : []),
    ...(bill.unread.length > 0 ? [`${bill.unread.length} items were not read`] : []),
  ];
  return parts.length > 0 ? `; ${parts.join(', ')}` : '';
}

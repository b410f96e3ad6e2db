import { primaryPath } from './bill.ts';
import { renderCsv } from './csv.ts';
import type { Matched } from './matched.ts';
import { fixText, matchRows } from './report-rows.ts';

const titles = [
  'vulnerability',
  'severity',
  'package',
  'version',
  'type',
  'fixed_in',
  'fix_state',
  'known_exploited',
  'malicious',
  'advisory',
  'also_from',
  'range',
  'path',
  'layer',
  'url',
  'epss',
  'epss_percentile',
];

/** Matches as CSV, one row each. */
export function reportCsv(matched: Matched): string {
  const rows = matchRows(matched).map(({ match, pkg }) => [
    match.vulnerability,
    match.severity,
    pkg.name,
    pkg.version ?? '',
    pkg.kind,
    fixText(match),
    match.fix.state,
    String(match.knownExploited !== null),
    String(match.malicious),
    match.advisory,
    match.alsoFrom.join(' '),
    match.evidence.range,
    primaryPath(pkg),
    pkg.locations[0]?.layer ?? '',
    match.url ?? '',
    String(match.epss?.score ?? ''),
    String(match.epss?.percentile ?? ''),
  ]);
  return renderCsv(titles, rows);
}

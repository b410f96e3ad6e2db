import type { Severity } from '@gantry/core';
import { primaryPath } from './bill.ts';
import type { Matched } from './matched.ts';
import { fixText, matchRows } from './report-rows.ts';
import { type SarifRule, sarifLog } from './sarif.ts';

/** Matches as SARIF: a vulnerability is a rule. */
export function reportSarif(matched: Matched): Record<string, unknown> {
  const rows = matchRows(matched);
  const rules = new Map<string, SarifRule>();
  for (const { match } of rows) {
    const { vulnerability: id, summary, url, severity } = match;
    if (!rules.has(id)) rules.set(id, { id, title: summary || id, help: summary || id, url, severity });
  }
  const results = rows.map(({ match, pkg }) => {
    const fix = fixText(match);
    return {
      rule: match.vulnerability,
      level: levelOf(match.severity),
      message: `${pkg.name} ${pkg.version ?? ''} is affected by ${match.vulnerability} (${match.severity}); ${fix ? `fixed in: ${fix}` : 'no fix is known'}`,
      path: primaryPath(pkg) || matched.bill.source.target,
      fingerprint: `${match.vulnerability}+${pkg.purl ?? pkg.name}+${primaryPath(pkg)}`,
    };
  });
  return sarifLog([...rules.values()], results);
}

function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  if (severity === 'critical' || severity === 'high') return 'error';
  return severity === 'medium' ? 'warning' : 'note';
}

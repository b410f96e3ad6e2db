import type { Match, Package } from '@gantry/core';
import { by } from '@gantry/core/order';
import { severities } from '@gantry/core/severity';
import type { Matched } from './matched.ts';

/** A match with its package. */
export interface MatchRow {
  readonly match: Match;
  readonly pkg: Package;
}

/** Matches with their packages, most severe first, then by package and vulnerability. */
export function matchRows({ bill, report }: Matched): MatchRow[] {
  const packages = new Map(bill.packages.map((pkg) => [pkg.id, pkg]));
  return report.matches
    .flatMap((match) => {
      const pkg = packages.get(match.packageId);
      return pkg ? [{ match, pkg }] : [];
    })
    .sort(
      by(
        (row) => -rank(row.match),
        (row) => row.pkg.name,
        (row) => row.match.vulnerability,
        (row) => row.pkg.id,
      ),
    );
}

function rank(match: Match): number {
  const exploited = match.knownExploited || match.malicious ? 10 : 0;
  return severities.indexOf(match.severity) + exploited;
}

/** `2.15.0`, or why there is none. */
export function fixText(match: Match): string {
  if (match.fix.versions.length > 0) return match.fix.versions.join(', ');
  return match.fix.state === 'wont-fix' ? "won't fix" : match.fix.state === 'not-fixed' ? 'none yet' : '';
}

/** `73.3%`: how likely it is exploited within 30 days; nothing when that is not known. */
export function forecastText({ epss }: Match): string {
  return epss ? `${(epss.score * 100).toFixed(1)}%` : '';
}

/** `malware`, `exploited`, or nothing. */
export function riskText(match: Match): string {
  if (match.malicious) return 'malware';
  return match.knownExploited ? 'exploited' : '';
}

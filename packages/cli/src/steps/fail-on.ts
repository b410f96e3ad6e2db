import { compareSeverity, type MatchReport, type Severity, severities } from '@gantry/core';
import { type OptionValues, text } from '../settings/option.ts';

/** Is there a match at least as severe as `--fail-on` says? Malware counts as critical. */
export function failsOn(report: MatchReport, options: OptionValues): boolean {
  const limit = text(options, 'failOn') as Severity | undefined;
  if (!limit || !severities.includes(limit)) return false;
  return report.matches.some((match) => compareSeverity(match.malicious ? 'critical' : match.severity, limit) >= 0);
}

import { kindFacts } from '@gantry/core';
import { packageClass, packagePath } from '../_shared/about-package.ts';
import type { Subject } from '../_shared/matched.ts';
import { type PackageValues, scoreConditions } from './package-parameters.ts';
import { scoreOf } from './score.ts';

/** The text of a vulnerability finding; parts in parentheses appear when the matching parameter took part. */
export function packageMessage({ match, one }: Subject, values: PackageValues): string {
  const group = packageClass(one);
  const what = group === 'os' ? one.name : (packagePath(one) ?? one.name);
  const fixed = match.fix.versions.length > 0 ? `(fixed in: ${match.fix.versions.join(', ')})` : '';
  const scores = scoreConditions(values).map((condition) => `(${condition.name}=${scoreOf(match, condition) ?? -1})`);
  const sinceFix = usesFixAge(values) ? ['(max_days_since_fix=unknown)'] : [];
  const link = match.url === null ? match.vulnerability : `${match.vulnerability} - ${match.url}`;
  const head = `${match.severity.toUpperCase()} Vulnerability found in ${group} package type (${kindFacts(one.kind).policyType})`;
  return `${head} - ${what} ${fixed}${[...scores, ...sinceFix].join('')}(${link})`;
}

/** The age of a fix counts only when the rule asks for fixes; no source tells us the day, so it never keeps a rule silent. */
function usesFixAge({ fixAvailable, maxDaysSinceFix }: PackageValues): boolean {
  return fixAvailable === true && maxDaysSinceFix !== null;
}

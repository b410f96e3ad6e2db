import { severities } from '@gantry/core';
import { optional, required, type Values, withDefault } from '../../gating/parameters.ts';
import { regularExpression } from '../../gating/pattern-validator.ts';
import { decimalNumber, oneOf, someOf, trueOrFalse, wholeNumber } from '../../gating/validators.ts';
import { comparisons } from '../_shared/compare.ts';
import { annotationStatuses } from './annotations.ts';
import { type ScoreCondition, scoreParameters } from './score.ts';

const base = scoreParameters('base', false);
const exploitability = scoreParameters('exploitability', false);
const impact = scoreParameters('impact', false);
const vendorBase = scoreParameters('base', true);
const vendorExploitability = scoreParameters('exploitability', true);
const vendorImpact = scoreParameters('impact', true);

const compared = (what: string) => ({ help: `How the ${what} is compared.`, example: '>=', fallback: '>=' });

/** The parameters of `vulnerabilities.package`. */
export const packageParameters = {
  packageType: required('package_type', oneOf('all', 'os', 'non-os'), {
    help: 'Which packages: those of the distribution (os), those of languages (non-os), or all.',
    example: 'all',
  }),
  severityComparison: withDefault('severity_comparison', oneOf(...comparisons), {
    help: 'How the severity is compared. Set it and the severity: with neither, everything above unknown fires.',
    example: '>=',
    fallback: '>',
  }),
  severity: withDefault('severity', oneOf(...severities), {
    help: 'The severity; unknown is below negligible.',
    example: 'high',
    fallback: 'unknown',
  }),
  baseScore: base.limit,
  baseComparison: base.operator,
  exploitabilityScore: exploitability.limit,
  exploitabilityComparison: exploitability.operator,
  impactScore: impact.limit,
  impactComparison: impact.operator,
  fixAvailable: optional('fix_available', trueOrFalse, {
    help: 'Only vulnerabilities with a fixed version (true), or without one (false).',
    example: 'true',
  }),
  vendorOnly: withDefault('vendor_only', trueOrFalse, {
    help: 'Leave out what the vendor says it will not fix.',
    example: 'false',
    fallback: 'true',
  }),
  maxDaysSinceCreation: optional('max_days_since_creation', wholeNumber, {
    help: 'Only vulnerabilities published more than this many days ago.',
    example: '30',
  }),
  maxDaysSinceFix: optional('max_days_since_fix', wholeNumber, {
    help: 'With fix_available=true: only fixes known for more than this many days. When the day is not known, it fires.',
    example: '14',
  }),
  vendorBaseScore: vendorBase.limit,
  vendorBaseComparison: vendorBase.operator,
  vendorExploitabilityScore: vendorExploitability.limit,
  vendorExploitabilityComparison: vendorExploitability.operator,
  vendorImpactScore: vendorImpact.limit,
  vendorImpactComparison: vendorImpact.operator,
  pathExclude: optional('package_path_exclude', regularExpression, {
    help: 'Leave out language packages whose path matches, anchored at the start.',
    example: '/opt/tools/.*',
  }),
  inherited: optional('inherited_from_base', trueOrFalse, {
    help: 'Only what the base image brought (true), or only what was added to it (false).',
    example: 'false',
  }),
  epssScore: optional('epss_score', decimalNumber, {
    help: 'The EPSS probability, 0 to 1. A vulnerability without a score does not fire, and is counted as not judged.',
    example: '0.1',
  }),
  epssScoreComparison: withDefault('epss_score_comparison', oneOf(...comparisons), compared('EPSS probability')),
  epssPercentile: optional('epss_percentile', decimalNumber, { help: 'The EPSS percentile, 0 to 1.', example: '0.95' }),
  epssPercentileComparison: withDefault(
    'epss_percentile_comparison',
    oneOf(...comparisons),
    compared('EPSS percentile'),
  ),
  knownExploited: optional('known_exploited_vulnerability', trueOrFalse, {
    help: "Only vulnerabilities in CISA's catalogue of exploited ones (true), or only others (false).",
    example: 'true',
  }),
  annotationStatus: optional('annotation_status', someOf(...annotationStatuses), {
    help: 'Only vulnerabilities that people stated one of these of; none stands for those that nobody spoke of. All of them without it.',
    example: 'none,affected,under_investigation',
  }),
  cvssMissing: optional('cvss_missing', trueOrFalse, {
    help: 'Only vulnerabilities without a CVSS v3 base score by NVD (true), which score rules leave out, or only those with one (false).',
    example: 'true',
  }),
};

/** What a rule of the trigger sets. */
export type PackageValues = Values<typeof packageParameters>;

/** The score conditions that a rule sets. */
export function scoreConditions(values: PackageValues): ScoreCondition[] {
  const all = [
    ['base', false, values.baseScore, values.baseComparison],
    ['exploitability', false, values.exploitabilityScore, values.exploitabilityComparison],
    ['impact', false, values.impactScore, values.impactComparison],
    ['base', true, values.vendorBaseScore, values.vendorBaseComparison],
    ['exploitability', true, values.vendorExploitabilityScore, values.vendorExploitabilityComparison],
    ['impact', true, values.vendorImpactScore, values.vendorImpactComparison],
  ] as const;
  return all.flatMap(([part, vendor, limit, operator]) =>
    limit === null ? [] : [{ name: `${vendor ? 'vendor_' : ''}cvss_v3_${part}_score`, part, vendor, limit, operator }],
  );
}

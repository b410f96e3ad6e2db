import { check } from './rule.ts';

interface Wanted {
  readonly id: string;
  readonly severity: string;
  readonly comparison?: '=' | '>=';
  readonly more?: Readonly<Record<string, string>>;
  readonly recommendation: string;
}

/** Severity and comparison are always both set, and what a vendor will not fix counts too: no framework here exempts it. */
function vulnerability({ id, severity, comparison = '>=', more = {}, recommendation }: Wanted) {
  const params = { package_type: 'all', severity, severity_comparison: comparison, vendor_only: 'false', ...more };
  return check({ id, what: 'vulnerabilities.package', params, recommendation });
}

/** Critical, fix or not. */
export const criticalOpen = vulnerability({
  id: 'critical-open',
  severity: 'critical',
  recommendation:
    'Upgrade to a fixed version; where there is none, take the package out or wall it off, and write down why it may stay.',
});

/** High and above with a fix. */
export const fixableHigh = vulnerability({
  id: 'fixable-high',
  severity: 'high',
  more: { fix_available: 'true' },
  recommendation: 'A fixed version is out. Upgrade, or build again on a base that has it.',
});

/** High and above without a fix. */
export const unfixableHigh = vulnerability({
  id: 'unfixable-high',
  severity: 'high',
  more: { fix_available: 'false' },
  recommendation:
    'No fix is out. State with a VEX document whether it can be used against the product, and watch the advisory.',
});

/** Anything with a fix in the packages of the distribution. */
export const fixableInDistro = vulnerability({
  id: 'fixable-in-distro',
  severity: 'unknown',
  more: { package_type: 'os', fix_available: 'true' },
  recommendation: 'Update the packages of the distribution and build again: the fix is in its repositories.',
});

/** CVSS v3 of 7.0 and above with a fix: the bar that SP 800-190 leaves to its reader. */
export const fixableByScore = vulnerability({
  id: 'fixable-cvss-7',
  severity: 'unknown',
  more: { cvss_v3_base_score: '7.0', cvss_v3_base_score_comparison: '>=', fix_available: 'true' },
  recommendation:
    'Its CVSS base score is 7.0 or more and a fixed version is out. Upgrade before the image goes anywhere.',
});

/** A weakness that nobody has rated. */
export const unrated = vulnerability({
  id: 'unrated',
  severity: 'unknown',
  comparison: '=',
  recommendation: 'Nobody has rated this yet. Read the advisory and decide, rather than wait for a score.',
});

/** Likely to be used against somebody soon. */
export const likelyExploited = vulnerability({
  id: 'likely-exploited',
  severity: 'unknown',
  more: { epss_score: '0.1', epss_score_comparison: '>=' },
  recommendation:
    'One in ten or more is the forecast that it gets used in the next 30 days. Put it first in the queue.',
});

/**
 * A finding that is open for longer than allowed, since it was first seen in this line of images; with `cvss` only from that base score
 * on.
 */
export function openTooLong({ cvss, days }: { cvss?: string; days: number }) {
  const scored: Record<string, string> = cvss === undefined ? {} : { cvss_min: cvss };
  const which = cvss === undefined ? '' : ` with a score of ${cvss} or more`;
  return check({
    id: `open${cvss === undefined ? '' : `-cvss-${cvss.replace('.', '-')}`}-over-${days}-days`,
    what: 'timeline.finding_age',
    params: { max_days: String(days), ...scored, clock: 'lineage' },
    recommendation: `Known here for more than ${days} days${which}: rebuilds do not reset the clock. Fix it, or record an approved exception with an end.`,
  });
}

/** A fix that is out for longer than allowed. */
export function fixTooOld({ severity, days }: { severity: string; days: number }) {
  return check({
    id: `fix-for-${severity}-over-${days}-days`,
    what: 'timeline.fix_age',
    params: { max_days: String(days), severity, severity_comparison: '>=' },
    recommendation: `The fix is out for more than ${days} days. Install it and replace what runs.`,
  });
}

/** More open findings of a severity than allowed. */
export function tooMany({ severity, max }: { severity: string; max: number }) {
  return check({
    id: `more-than-${max}-${severity}`,
    what: 'vulnerabilities.count',
    params: { severity, severity_comparison: '=', max: String(max) },
    recommendation: `Bring the number of open ${severity} findings down to ${max} or fewer before you ask for acceptance.`,
  });
}

/** Listed by CISA as used by attackers. */
export const knownExploited = check({
  id: 'known-exploited',
  what: 'vulnerabilities.kev_list',
  recommendation: 'Attackers use it. Fix it before anything else, or take the package out of what is deployed.',
});

/** The same, after CISA's date. */
export const exploitedPastDue = check({
  id: 'exploited-past-due',
  what: 'timeline.kev_due',
  recommendation:
    'The date in the catalogue of exploited vulnerabilities has passed. Fix it now, and look for traces of its use.',
});

/** A finding past the date that a framework's table gives it; an artifact of which nobody says otherwise counts as exposed. */
export function pastDue(table: string, recommendation: string) {
  return check({
    id: `past-due-${table}`,
    what: 'timeline.decision_table',
    params: { table, unknown_exposure: 'exposed' },
    recommendation,
  });
}

/** A package that was published to do harm. */
export const maliciousPackage = check({
  id: 'malicious-package',
  what: 'vulnerabilities.malicious_package',
  recommendation:
    'The package is malware. Remove it, build from clean sources, and change every secret that it could reach.',
});

/** A file that a scanner names. */
export const malwareFound = check({
  id: 'malware-found',
  what: 'malware.scans',
  recommendation:
    'Keep the image away from everything, find the step that brought the file, and build again from clean sources.',
});

/** Nobody looked for malware, or not at all files. */
export const malwareNotScanned = check({
  id: 'malware-not-scanned',
  what: 'malware.scan_not_run',
  params: { fire_on_skipped_files: 'true' },
  recommendation:
    'Connect a malware scanner and check again, and look by hand at files that are above its limit of size.',
});

/** The signatures of the scanner are old. */
export const malwareSignaturesOld = check({
  id: 'malware-signatures-old',
  what: 'malware.signatures_outdated',
  params: { max_days: '7' },
  recommendation:
    'Update the signatures of the scanner (freshclam) and scan again: what is new, old signatures do not know.',
});

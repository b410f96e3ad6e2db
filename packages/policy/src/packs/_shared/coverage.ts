import { check, type PackRule, type RuleAction } from './rule.ts';

const update = 'Load it with gantry db update and check again: what was not compared is not clean.';

const distroDataMissing = check({
  id: 'distro-data-missing',
  what: 'vulnerabilities.vulnerability_data_unavailable',
  recommendation: `No advisories are loaded for this distribution. ${update}`,
});

const languageDataMissing = check({
  id: 'language-data-missing',
  what: 'vulnerabilities.ecosystem_data_unavailable',
  recommendation: `No advisories are loaded for a language in the artifact. ${update}`,
});

const distroUnknown = check({
  id: 'distro-unknown',
  what: 'coverage.unknown_distro',
  recommendation:
    'Nobody can tell which distribution this is. Keep /etc/os-release in the image, or say what it is made from.',
});

const partsUnread = check({
  id: 'parts-unread',
  what: 'coverage.unread_files',
  recommendation: 'A part of the artifact could not be read. See why; until then nobody knows what it holds.',
});

const packagesNotCompared = check({
  id: 'packages-not-compared',
  what: 'coverage.unmatched_packages',
  recommendation:
    'Nothing is known of these packages. Give them a name and version that can be compared, or look by hand.',
});

const billEmpty = check({
  id: 'bill-empty',
  what: 'coverage.empty_bill',
  recommendation:
    'Not one package was found, so nothing could be compared. Build with package metadata, or attach an SBOM.',
});

function stale(feed: string, days: number) {
  return check({
    id: `${feed}-data-old`,
    what: 'coverage.stale_data',
    params: { feed, max_days: String(days) },
    recommendation: `The data of the feed ${feed} is older than ${days} days. ${update}`,
  });
}

const staleAdvisories = stale('osv', 2);
const staleExploited = stale('kev', 2);
const staleScores = stale('epss', 7);
const staleLifecycles = stale('eol', 30);

/** Ids of the rules that every claim of "looked and found nothing" rests on. */
export const coverageIds = [
  'osv-data-old',
  'kev-data-old',
  'distro-data-missing',
  'language-data-missing',
  'distro-unknown',
  'parts-unread',
  'packages-not-compared',
  'bill-empty',
] as const;

/**
 * The rules that every pack begins with: was there data, was it fresh, could everything be read and compared? `missing` is the action
 * where data is missing or old.
 */
export function coverageRules(missing: RuleAction): PackRule[] {
  return [
    staleAdvisories(missing),
    staleExploited(missing),
    distroDataMissing(missing),
    languageDataMissing(missing),
    distroUnknown('WARN'),
    partsUnread('WARN'),
    packagesNotCompared('WARN'),
    billEmpty('STOP'),
  ];
}

/** The dates of support are old: for packs that ask for the end of support. */
export const lifecycleDataOld = staleLifecycles;
/** Forecasts are old: for packs that use them. */
export const scoreDataOld = staleScores;

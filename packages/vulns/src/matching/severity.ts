import { type Advisory, type CvssScore, compareSeverity, type Severity, uniqueBy } from '@gantry/core';
import type { AdvisoryStore } from '../store/types.ts';
import type { Claim } from './claim.ts';
import type { Fold } from './fold.ts';

/** How bad it is, and who scored it. */
export interface Rating {
  readonly severity: Severity;
  readonly scores: readonly CvssScore[];
}

/** Relatives that are asked, at most, when no claim knows a severity. */
const mostRelatives = 20;

/**
 * The highest severity among the claims, a source's word on this very package before its word in general. When none knows,
 * records of the same CVEs for other packages are asked, then NVD: many distro records carry no severity at all. NVD's scores of a
 * single CVE are there in any case.
 */
export function ratingOf(fold: Fold, store: AdvisoryStore): Rating {
  const own = rate(fold.map((claim) => ({ severity: severityOf(claim), scores: claim.advisory.scores })));
  const cves = [...new Set(fold.flatMap((claim) => claim.cves))];
  const relative = own.severity === 'unknown' ? knownRelative(cves, store) : null;
  const said = relative ? rate([own, relative]) : own;
  return withNvd(said, cves, store);
}

function withNvd(said: Rating, cves: readonly string[], store: AdvisoryStore): Rating {
  const ratings = cves.map((cve) => store.rating(cve)).filter((rating) => rating !== null);
  if (ratings.length === 0 || (cves.length > 1 && said.severity !== 'unknown')) return said;
  const both = rate([said, ...ratings]);
  return said.severity === 'unknown' ? both : { ...both, severity: said.severity };
}

function severityOf({ row, advisory }: Claim): Severity {
  const said = row.affected.severity ?? 'unknown';
  return said === 'unknown' ? advisory.severity : said;
}

/** What was found for a list of CVEs; a store that one run asks is forgotten with it. */
const relatives = new WeakMap<AdvisoryStore, Map<string, Advisory | null>>();

/** One CVE is often that of many packages. */
function knownRelative(cves: readonly string[], store: AdvisoryStore): Advisory | null {
  const known = relatives.get(store) ?? new Map<string, Advisory | null>();
  relatives.set(store, known);
  const key = cves.join();
  const before = known.get(key);
  if (before !== undefined) return before;
  const relative = ratedRelative(cves, store);
  known.set(key, relative);
  return relative;
}

/** The first relative that has a severity: reviewed records of GitHub, which score by CVSS, then the rest by id. */
function ratedRelative(cves: readonly string[], store: AdvisoryStore): Advisory | null {
  const ids = [...new Set(cves.flatMap((cve) => store.withAlias(cve)))];
  const ordered = [...ids.filter((id) => id.startsWith('GHSA-')), ...ids.filter((id) => !id.startsWith('GHSA-'))];
  for (const id of ordered.slice(0, mostRelatives)) {
    const advisory = store.advisory(id);
    if (advisory && advisory.withdrawn === null && advisory.severity !== 'unknown') return advisory;
  }
  return null;
}

function rate(ratings: readonly Rating[]): Rating {
  const severity = ratings.reduce<Severity>(
    (worst, { severity: next }) => (compareSeverity(next, worst) > 0 ? next : worst),
    'unknown',
  );
  const scores = ratings.flatMap((rating) => rating.scores);
  return { severity, scores: uniqueBy(scores, ({ source, version, vector }) => `${source} ${version} ${vector}`) };
}

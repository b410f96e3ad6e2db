import { type Advisory, type CvssScore, compareSeverity, type Severity, uniqueBy } from '@gantry/core';
import type { AdvisoryStore } from '../store/types.ts';
import type { Claim } from './claim.ts';
import type { Fold } from './fold.ts';

/** How bad it is, and who scored it. */
export interface Rating {
  readonly severity: Severity;
  readonly scores: readonly CvssScore[];
}

/** Relatives that are asked when no claim knows a severity. */
const mostRelatives = 20;

/**
 * The highest severity among the claims, a source's word on this very package before its word in general. When none knows,
 * records of the same CVEs for other packages are asked: many distro records carry no severity at all.
 */
export function ratingOf(fold: Fold, store: AdvisoryStore): Rating {
  const own = rate(fold.map((claim) => ({ severity: severityOf(claim), scores: claim.advisory.scores })));
  return own.severity === 'unknown' ? rate([own, ...relativesOf(fold, store)]) : own;
}

function severityOf({ row, advisory }: Claim): Severity {
  const said = row.affected.severity ?? 'unknown';
  return said === 'unknown' ? advisory.severity : said;
}

function relativesOf(fold: Fold, store: AdvisoryStore): Advisory[] {
  const cves = new Set(fold.flatMap(({ cves }) => cves));
  const ids = new Set([...cves].flatMap((cve) => store.withAlias(cve)));
  return [...ids].slice(0, mostRelatives).flatMap((id) => {
    const advisory = store.advisory(id);
    return advisory === null || advisory.withdrawn !== null ? [] : [advisory];
  });
}

function rate(ratings: readonly Rating[]): Rating {
  const severity = ratings.reduce<Severity>(
    (worst, { severity: next }) => (compareSeverity(next, worst) > 0 ? next : worst),
    'unknown',
  );
  const scores = ratings.flatMap((rating) => rating.scores);
  return { severity, scores: uniqueBy(scores, ({ source, version, vector }) => `${source} ${version} ${vector}`) };
}

import type { Bill, FileIndex, MatchReport } from '@gantry/core';
import { createPackageMatcher, type MatchOptions } from './match-packages.ts';
import { coveredByOwner } from './matching/covered-by-owner.ts';
import { createEnricher } from './matching/enrich.ts';
import { inReportOrder } from './matching/report-order.ts';
import { reportExtras } from './report-extras.ts';
import type { AdvisoryStore } from './store/types.ts';

/** How to match, and what to look at besides packages. */
export interface FindOptions extends MatchOptions {
  /** The files of the artifact, for lists of malicious digests. */
  readonly files?: FileIndex | null;
}

/**
 * Brings every package of a bill together with the advisories that affect it. What could not be compared is listed, never
 * dropped; language packages that a covered distro package owns are left to the distro's records and listed as well.
 */
export function findMatches(bill: Bill, store: AdvisoryStore, options: FindOptions = {}): MatchReport {
  const matcher = createPackageMatcher(store, options);
  const enrich = createEnricher(store);
  const covered = coveredByOwner(bill, matcher.store);
  const found = bill.packages
    .filter(({ id }) => !covered.has(id))
    .map((pkg) => ({ pkg, ...matcher.match(pkg, bill.distro) }));
  const matches = found.flatMap(({ pkg, matches: ofPackage }) => ofPackage.map((match) => ({ pkg, match })));
  return {
    matches: matches.sort(inReportOrder).map(({ match }) => enrich(match)),
    notEvaluated: found.flatMap(({ notEvaluated }) => notEvaluated),
    coveredByOwner: Object.fromEntries(covered),
    data: store.facts(),
    ...reportExtras(bill, store, options.files ?? null),
  };
}

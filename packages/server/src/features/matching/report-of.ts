import type { Bill, Match, MatchReport, NotEvaluated, Package } from '@gantry/core';
import {
  type AdvisoryStore,
  coveredByOwner,
  createEnricher,
  createPackageMatcher,
  inReportOrder,
  reportExtras,
} from '@gantry/vulns';
import { createBreaks } from './breaks.ts';
import { matchingErrors } from './errors.ts';

/** Matches of one report: what is made of them (verdicts, replies) is made at one go, while nobody else is served. */
export const mostMatches = 100_000;

/** What `findMatches` says of a bill, without keeping the event loop from others. MATCHING_TOO_MANY. */
export async function reportOfBill(bill: Bill, store: AdvisoryStore, most = mostMatches): Promise<MatchReport> {
  const matcher = createPackageMatcher(store);
  const enrich = createEnricher(store);
  const covered = coveredByOwner(bill, matcher.store);
  const matches: { readonly pkg: Package; readonly match: Match }[] = [];
  const notEvaluated: NotEvaluated[] = [];
  const pause = createBreaks();
  for (const pkg of bill.packages) {
    if (covered.has(pkg.id)) continue;
    const found = matcher.match(pkg, bill.distro);
    for (const match of found.matches) matches.push({ pkg, match: enrich(match) });
    if (matches.length > most) throw matchingErrors.TOO_MANY({ limit: most });
    notEvaluated.push(...found.notEvaluated);
    await pause();
  }
  return {
    matches: matches.sort(inReportOrder).map(({ match }) => match),
    notEvaluated,
    coveredByOwner: Object.fromEntries(covered),
    data: store.facts(),
    ...reportExtras(bill, store),
  };
}

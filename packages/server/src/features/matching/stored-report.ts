import type { Bill, Match, MatchReport, NotEvaluated, Package } from '@gantry/core';
import { type AdvisoryStore, coveredByOwner, createEnricher, inReportOrder, reportExtras } from '@gantry/vulns';
import type { ImageReport, MatchTimes } from './ports.ts';
import { storableText } from './storable.ts';
import type { StoredAnswers } from './stored-answers.ts';

/**
 * The report of a bill from what is stored for its image; null when that is not the answer of this store to every package of the
 * bill, because another process changed it meanwhile.
 */
export function assembleReport(bill: Bill, stored: StoredAnswers, store: AdvisoryStore): ImageReport | null {
  const { digest } = store.facts();
  const covered = coveredByOwner(bill, store);
  const enrich = createEnricher(store);
  const times = new Map<Match, MatchTimes>();
  const matches: { readonly pkg: Package; readonly match: Match }[] = [];
  const notEvaluated: NotEvaluated[] = [];
  if (stored.identities.size !== bill.packages.length) return null;
  for (const pkg of bill.packages) {
    const identity = stored.identities.get(storableText(pkg.id));
    if (identity === undefined) return null;
    if (covered.has(pkg.id)) continue;
    if (identity.matchedWith !== digest) return null;
    for (const known of stored.matches.get(identity.id) ?? []) {
      const match = enrich({ packageId: pkg.id, ...known.match });
      times.set(match, known);
      matches.push({ pkg, match });
    }
    for (const item of stored.notEvaluated.get(identity.id) ?? []) notEvaluated.push({ packageId: pkg.id, ...item });
  }
  const report: MatchReport = {
    matches: matches.sort(inReportOrder).map(({ match }) => match),
    notEvaluated,
    coveredByOwner: Object.fromEntries(covered),
    data: store.facts(),
    ...reportExtras(bill, store),
  };
  return { report, times: (match) => times.get(match) ?? null };
}

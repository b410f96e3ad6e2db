import type { MatchReport, NotEvaluated } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, notEvaluated } from '../../gating/outcome.ts';
import { withDefault } from '../../gating/parameters.ts';
import { someOf } from '../../gating/validators.ts';
import { noReport } from '../_shared/no-report.ts';
import { percent, percentOf } from '../_shared/percent.ts';
import { count } from '../_shared/words.ts';

const reasons = ['no-version', 'unreadable-version', 'no-data', 'unknown-kind', 'unreadable-range'] as const;

const fix = {
  kind: 'data',
  says: 'load the advisories of all ecosystems with gantry db update, and record versions of packages',
} as const;

export const unmatchedPackages = defineTrigger({
  name: 'unmatched_packages',
  ours: true,
  help: 'Fires once when too large a share of the packages could not be compared with advisories.',
  params: {
    reasons: withDefault('reasons', someOf(...reasons), {
      help: 'The reasons that count.',
      example: 'no-version,no-data',
      fallback: reasons.join(','),
    }),
    maxPercent: withDefault('max_percent', percent, {
      help: 'The share of all packages, in percent, that is still accepted.',
      example: '5',
      fallback: '0',
    }),
  },
  run: ({ facts: { report, bill } }, { reasons: wanted, maxPercent }) => {
    if (report === null) return notEvaluated(noReport);
    const byReason = groups(report, wanted);
    const ids = new Set([...byReason.values()].flatMap((group) => [...group]));
    const share = percentOf(ids.size, bill.packages.length);
    if (ids.size === 0 || share <= maxPercent) return found();
    const why = [...byReason].map(([reason, group]) => `${reason} ${group.size}`).join(', ');
    const of = `${ids.size} of ${count(bill.packages.length, 'package')}`;
    return found([{ message: `${of} could not be compared with advisories (${why}); accepted: ${maxPercent} %`, fix }]);
  },
});

/** Ids of packages by reason, in the order of the reasons. */
function groups({ notEvaluated: gaps }: MatchReport, wanted: readonly NotEvaluated['reason'][]) {
  const all = wanted.map((reason) => {
    const hits = gaps.filter((gap) => gap.reason === reason).map(({ packageId }) => packageId);
    return [reason, new Set(hits)] as const;
  });
  return new Map(all.filter(([, ids]) => ids.size > 0));
}

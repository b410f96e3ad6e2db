import type { PolicyFacts } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, notEvaluated, type Raised } from '../../gating/outcome.ts';
import { required } from '../../gating/parameters.ts';
import { oneOf, someOf, wholeNumber } from '../../gating/validators.ts';
import { daysBetween, readTime } from '../../model/time.ts';
import { noReport } from '../_shared/no-report.ts';

const feeds = ['osv', 'kev', 'epss', 'eol', 'malware', 'nvd'] as const;

type Feed = (typeof feeds)[number];

const fix = { kind: 'data', says: 'run gantry db update' } as const;

export const staleData = defineTrigger({
  name: 'stale_data',
  ours: true,
  help: 'Fires when the oldest data of a feed were fetched too long ago, or when none are loaded.',
  params: {
    feed: required('feed', oneOf(...feeds), {
      help: 'The feed: advisories (osv), exploited vulnerabilities (kev), forecasts (epss), end of life (eol), malware or scores (nvd).',
      example: 'kev',
    }),
    days: required('max_days', wholeNumber, { help: 'The age in days that is still fresh.', example: '2' }),
  },
  run: ({ facts, now }, { feed, days }) => {
    const dates = datesOf(facts, feed);
    if (dates === null) return notEvaluated(noReport);
    if (dates.length === 0) return found([missing(feed)]);
    const isFresh = (date: string | null): boolean => {
      const time = date === null ? null : readTime(date);
      return time !== null && daysBetween(time, now) <= days;
    };
    return found(dates.every(isFresh) ? [] : [{ message: `The data of ${feed} are older than ${days} days`, fix }]);
  },
});

export const missingData = defineTrigger({
  name: 'missing_data',
  ours: true,
  help: 'Fires for each listed feed of which no data are loaded.',
  params: {
    feeds: required('feeds', someOf(...feeds), { help: 'The feeds that must be loaded.', example: 'osv,kev,epss' }),
  },
  run: ({ facts }, { feeds: wanted }) => {
    const raised: Raised[] = [];
    for (const feed of wanted) {
      const dates = datesOf(facts, feed);
      if (dates === null) return notEvaluated(noReport);
      if (dates.length === 0) raised.push(missing(feed));
    }
    return found(raised);
  },
});

function missing(feed: Feed): Raised {
  return { message: `No data of ${feed} are loaded`, fix };
}

/**
 * When each source of a feed was fetched; null when nobody looked. For malware: the signatures of the scanners that ran, and the list
 * of digests. The starter set holds a little of osv and kev, and counts as neither.
 */
function datesOf({ report, inspection }: PolicyFacts, feed: Feed): (string | null)[] | null {
  const scanners = feed === 'malware' ? (inspection?.malware ?? []).map(({ signaturesAt }) => signaturesAt) : [];
  if (report === null) return scanners.length > 0 ? scanners : null;
  const names: readonly string[] = feed === 'malware' ? ['malware', 'malware-hashes'] : [feed];
  const loaded = report.data.sources.filter((one) => names.includes(one.feed) && one.records > 0);
  return [...scanners, ...loaded.map(({ fetchedAt }) => fetchedAt)];
}

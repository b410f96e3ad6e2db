import type { ExploitForecast, Match, Ssvc } from '@gantry/core';
import { holds } from '../store/enrichments.ts';
import type { AdvisoryStore } from '../store/types.ts';
import { cvesOf } from './cves-of.ts';

/** Adds to a match what is known of its CVE whatever the package: `epss` and `ssvc`. Absent stays absent without their feeds. */
export type Enricher = (match: Match) => Match;

/**
 * An enricher over a store, for one run: it remembers what it asked. It stands apart from the matching of packages, so that what is
 * kept of packages does not change with each day's forecasts.
 */
export function createEnricher(store: AdvisoryStore): Enricher {
  const [forecasts, ratings] = [holds(store, 'epss'), holds(store, 'nvd')];
  if (!forecasts && !ratings) return (match) => match;
  const known = new Map<string, Added>();
  const add = (cves: readonly string[]): Added => ({
    ...(forecasts ? { epss: likeliest(cves, store) } : {}),
    ...(ratings ? { ssvc: gravest(cves, store) } : {}),
  });
  return (match) => {
    const cves = cvesOf(match);
    const key = cves.join();
    const added = known.get(key) ?? add(cves);
    known.set(key, added);
    return { ...match, ...added };
  };
}

type Added = Pick<Match, 'epss' | 'ssvc'>;

/** Of a bundle of CVEs the one that is exploited soonest counts. */
function likeliest(cves: readonly string[], store: AdvisoryStore): ExploitForecast | null {
  const found = cves.map((cve) => store.forecast(cve)).filter((forecast) => forecast !== null);
  return found.reduce<ExploitForecast | null>((most, one) => (most && most.score >= one.score ? most : one), null);
}

/** Of a bundle of CVEs the worst answer to each question counts. */
function gravest(cves: readonly string[], store: AdvisoryStore): Ssvc | null {
  const found = cves.map((cve) => store.rating(cve)?.ssvc ?? null).filter((ssvc) => ssvc !== null);
  if (found.length === 0) return null;
  return {
    automatable: found.some(({ automatable }) => automatable),
    technicalImpact: found.some(({ technicalImpact }) => technicalImpact === 'total') ? 'total' : 'partial',
  };
}

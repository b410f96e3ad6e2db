import type { AdvisoryStore } from './types.ts';

/** Feeds that add to what advisories say. Without them matching finds the same. */
export const enrichingFeeds = ['eol', 'epss', 'malware-hashes', 'nvd'] as const;

/** A feed that adds to what advisories say. */
export type EnrichingFeed = (typeof enrichingFeeds)[number];

/** Is anything of this feed loaded? Without it its answers mean "not looked up", with it "nothing is known". */
export function holds(store: AdvisoryStore, feed: EnrichingFeed): boolean {
  return store.facts().sources.some((source) => source.feed === feed);
}

/** An installed gemspec, or the gems of a Gemfile.lock. */
export type GemFacts = GemspecFacts | { readonly type: 'lock'; readonly gems: readonly LockedGem[] };

/** What an installed gemspec says. */
export interface GemspecFacts {
  readonly type: 'spec';
  readonly name: string;
  readonly version: string;
  readonly platform?: string;
  readonly licenses: readonly string[];
  readonly authors?: readonly string[];
  readonly homepage?: string;
}

/** One gem of a Gemfile.lock. */
export interface LockedGem {
  readonly name: string;
  readonly version: string;
  readonly platform?: string;
}

import type { PartSink } from '../ingesting/define-feed.ts';

/** A sink that passes over all but what a test looks at. */
export function testSink(parts: Partial<PartSink>): PartSink {
  const nothing = () => {};
  return {
    expect: nothing,
    advisory: nothing,
    knownExploited: nothing,
    forecast: nothing,
    rating: nothing,
    product: nothing,
    listedFile: nothing,
    rejected: nothing,
    flawed: nothing,
    pause: async () => {},
    ...parts,
  };
}

import { firstSeenKey } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { readTime } from '../../model/time.ts';
import type { Subject } from '../_shared/matched.ts';

/** Why the clock of a line of images cannot be read. */
export const noLineage =
  'when vulnerabilities were first seen in this line of images is not known: the server keeps that for images that it analyzes';

/**
 * When a vulnerability of a package was first seen in this line of images. A vulnerability that the line never had before is seen now.
 * Null: nobody looked, or the date cannot be read.
 */
export function firstSeen({ facts, now }: GateContext, { match, one }: Subject): number | null {
  if (!facts.firstSeen) return null;
  const ids = [match.vulnerability, match.advisory, ...match.aliases];
  const known = ids.flatMap((id) => {
    const key = firstSeenKey(id, one);
    return facts.firstSeen && Object.hasOwn(facts.firstSeen, key) ? [facts.firstSeen[key] ?? ''] : [];
  });
  if (known.length === 0) return now;
  return earliest(known.map(readTime));
}

/** When the vulnerability was published; null when that is not known. */
export function publishedAt({ match }: Subject): number | null {
  return match.published === null ? null : readTime(match.published);
}

/** When CISA listed the vulnerability as exploited; null when it did not. */
export function listedAt({ match }: Subject): number | null {
  return match.knownExploited === null ? null : readTime(match.knownExploited.dateAdded);
}

/** The earliest of the times that are known; null when none is. */
export function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.min(...known) : null;
}

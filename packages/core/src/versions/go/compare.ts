import { compareNumerals } from '../_shared/numerals.ts';
import { comparePreReleases } from '../_shared/pre-release.ts';
import type { Order } from '../_shared/scheme.ts';
import type { GoVersion } from './parse.ts';

/** Three numbers, then the pre-release, as in Semantic Versioning. */
export function compareGo(left: GoVersion, right: GoVersion): Order {
  return (
    compareNumerals(left.numbers[0], right.numbers[0]) ||
    compareNumerals(left.numbers[1], right.numbers[1]) ||
    compareNumerals(left.numbers[2], right.numbers[2]) ||
    comparePreReleases(left.preRelease, right.preRelease)
  );
}

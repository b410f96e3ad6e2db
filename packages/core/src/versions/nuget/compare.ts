import { compareNumerals } from '../_shared/numerals.ts';
import { comparePreReleases } from '../_shared/pre-release.ts';
import type { Order } from '../_shared/scheme.ts';
import { compareSequences } from '../_shared/sequence.ts';
import type { NugetVersion } from './parse.ts';

/** Four numbers, then the labels without regard to case. */
export function compareNuget(left: NugetVersion, right: NugetVersion): Order {
  return (
    compareSequences(left.numbers, right.numbers, { item: compareNumerals, atEnd: () => 1 }) ||
    comparePreReleases(left.labels, right.labels)
  );
}

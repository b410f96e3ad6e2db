import type { SemVer } from 'semver';
import type { Order } from '../_shared/scheme.ts';

/** node-semver's own order: numbers, then pre-release; build metadata does not count. */
export function compareSemver(left: SemVer, right: SemVer): Order {
  return left.compare(right);
}

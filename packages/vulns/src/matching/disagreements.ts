import { compareVersions, type Disagreement, type Fix } from '@gantry/core';
import type { AdvisoryStore } from '../store/types.ts';
import type { Claim } from './claim.ts';
import { fixOf } from './fix.ts';
import type { Fold } from './fold.ts';

/**
 * Where the sources of one vulnerability differ about a package: another fix than the deciding source gives, or records that
 * name the package and do not affect this version.
 */
export function disagreementsOf(fold: Fold, excluded: ReadonlySet<string>, store: AdvisoryStore): Disagreement[] {
  const [decider, ...others] = fold;
  if (!decider) return [];
  const decided = fixOf(decider);
  const otherFixes = others
    .map((claim) => ({ advisory: claim.advisory.id, fix: fixOf(claim) }))
    .filter(({ fix }) => !sameFix(decided, fix, decider))
    .map(({ advisory, fix }) => ({ advisory, says: fixWords(fix) }));
  const version = decider.evidence.searched.version;
  const denials = deniersOf(fold, excluded, store).map((advisory) => ({
    advisory,
    says: `does not affect ${version}`,
  }));
  return [...otherFixes, ...denials];
}

/** By the order of the scheme: 24.0.9 is 24.0.9+incompatible. */
function sameFix(one: Fix, other: Fix, { evidence }: Claim): boolean {
  const [first, second] = [one.versions[0], other.versions[0]];
  if (first === undefined || second === undefined) return fixWords(one) === fixWords(other);
  const comparison = compareVersions(evidence.scheme, first, second);
  return comparison.sure && comparison.order === 0;
}

function fixWords({ state, versions }: Fix): string {
  if (versions[0] !== undefined) return `fixed in ${versions[0]}`;
  return state === 'wont-fix' ? 'will not be fixed' : 'no fix is known';
}

/** Records of the same vulnerability (named by a claim, naming one, or of its CVEs) that were found not to affect the version. */
function deniersOf(fold: Fold, excluded: ReadonlySet<string>, store: AdvisoryStore): string[] {
  if (excluded.size === 0) return [];
  const asked = new Set(fold.flatMap(({ advisory, cves }) => [advisory.id, ...cves]));
  const deniers = new Set<string>();
  const keep = (id: string) => excluded.has(id) && deniers.add(id);
  for (const { ids } of fold) ids.forEach(keep);
  for (const id of asked) store.withAlias(id).forEach(keep);
  return [...deniers].sort();
}

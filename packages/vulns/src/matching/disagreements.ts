import type { Disagreement, Fix } from '@gantry/core';
import type { AdvisoryStore } from '../store/types.ts';
import { fixOf } from './fix.ts';
import type { Fold } from './fold.ts';

/**
 * Where the sources of one vulnerability differ about a package: another fix than the deciding source gives, or records that
 * name the package and do not affect this version.
 */
export function disagreementsOf(fold: Fold, excluded: ReadonlySet<string>, store: AdvisoryStore): Disagreement[] {
  const [decider, ...others] = fold;
  if (!decider) return [];
  const words = fixWords(fixOf(decider));
  const otherFixes = others
    .map((claim) => ({ advisory: claim.advisory.id, says: fixWords(fixOf(claim)) }))
    .filter(({ says }) => says !== words);
  const version = decider.evidence.searched.version;
  const denials = deniersOf(fold, excluded, store).map((advisory) => ({
    advisory,
    says: `does not affect ${version}`,
  }));
  return [...otherFixes, ...denials];
}

function fixWords({ state, versions }: Fix): string {
  if (versions[0] !== undefined) return `fixed in ${versions[0]}`;
  return state === 'wont-fix' ? 'will not be fixed' : 'no fix is known';
}

/** Records of the same vulnerability (named by a claim, naming one, or of its CVEs) that were found not to affect the version. */
function deniersOf(fold: Fold, excluded: ReadonlySet<string>, store: AdvisoryStore): string[] {
  if (excluded.size === 0) return [];
  const asked = new Set(fold.flatMap(({ advisory, cves }) => [advisory.id, ...cves]));
  const kin = new Set([...fold.flatMap((claim) => claim.ids), ...[...asked].flatMap((id) => store.withAlias(id))]);
  return [...kin].filter((id) => excluded.has(id)).sort();
}

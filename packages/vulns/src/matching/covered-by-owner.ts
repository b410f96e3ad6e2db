import { type Bill, distroEcosystems, kindFacts, type Package } from '@gantry/core';
import type { AdvisoryStore } from '../store/types.ts';

/**
 * Language packages whose files a distro package owns, by id, with the id of the owner: the distro patches them under its own
 * versions, so its records decide. Empty when the store has no records of the distro, and without an owner that can
 * be evaluated itself, for then nobody would decide.
 */
export function coveredByOwner(
  { packages, relationships, distro }: Bill,
  store: AdvisoryStore,
): ReadonlyMap<string, string> {
  const covered = new Map<string, string>();
  if (!distro || !distroEcosystems(distro).some((ecosystem) => store.covers(ecosystem))) return covered;
  const byId = new Map(packages.map((pkg) => [pkg.id, pkg]));
  for (const { from, to, type } of relationships) {
    const owner = byId.get(from);
    const owned = byId.get(to);
    if (type !== 'owns' || !owner || !owned || covered.has(to)) continue;
    if (canDecide(owner) && !kindFacts(owned.kind).distroPackage) covered.set(to, from);
  }
  return covered;
}

function canDecide(owner: Package): boolean {
  return kindFacts(owner.kind).distroPackage && owner.version !== null;
}

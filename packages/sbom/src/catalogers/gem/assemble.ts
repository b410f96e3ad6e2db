import { type PackageDraft, uniqueBy } from '@gantry/core';
import { defined } from '@gantry/core/json';
import type { AssembleContext, CatalogResult, VisibleFacts } from '../../cataloging/define-cataloger.ts';
import { languagePackage, type Place } from '../_shared/language-package.ts';
import type { GemFacts, GemspecFacts, LockedGem } from './facts.ts';

/** One package for each installed gemspec, and for each gem of a lock file. */
export function assembleGems(files: readonly VisibleFacts<GemFacts>[], { tree }: AssembleContext): CatalogResult {
  const packages = files.flatMap((file) => {
    if (file.facts.type === 'spec') return [installedGem(file.facts, file)];
    const home = gemOwnFile.exec(file.path)?.[1];
    if (home !== undefined && tree.exists(`${home}/specifications`)) return [];
    const gems = uniqueBy(file.facts.gems, (gem) => `${gem.name}\u0000${gem.version}`);
    return gems.map((gem) => declaredGem(gem, file));
  });
  return { packages };
}

/** A lock file inside an installed gem was for those who develop it. */
const gemOwnFile = /^(.*)\/(?:bundler\/)?gems\/[^/]+-[^/]+\//;

function installedGem(facts: GemspecFacts, place: Place): PackageDraft {
  const { type: _, name, version, licenses, platform, ...details } = facts;
  return languagePackage({
    name,
    version,
    purl: gemPurl(name, platform),
    licenses,
    places: [place],
    foundBy: 'gem',
    evidence: 'installed',
    metadata: { kind: 'gem', ...details, ...defined({ platform }) },
  });
}

function declaredGem({ name, version, platform }: LockedGem, place: Place): PackageDraft {
  return languagePackage({
    name,
    version,
    purl: gemPurl(name, platform),
    licenses: [],
    places: [place],
    foundBy: 'gem',
    evidence: 'declared',
    metadata: { kind: 'gem', ...defined({ platform }) },
  });
}

function gemPurl(name: string, platform: string | undefined): { name: string; qualifiers?: Record<string, string> } {
  return platform === undefined ? { name } : { name, qualifiers: { platform } };
}

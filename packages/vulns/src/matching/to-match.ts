import { byCodeUnit, type Fix, type KnownExploited, kindFacts, type Match, type Package } from '@gantry/core';
import type { AdvisoryStore } from '../store/types.ts';
import type { Claim } from './claim.ts';
import { disagreementsOf } from './disagreements.ts';
import { fixOf } from './fix.ts';
import type { Fold } from './fold.ts';
import { pageOf } from './page.ts';
import { ratingOf } from './severity.ts';

/** One match from the claims of one vulnerability about a package. */
export function toMatch(
  pkg: Package,
  fold: Fold,
  context: { store: AdvisoryStore; excluded: ReadonlySet<string> },
): Match {
  const { store, excluded } = context;
  const [decider, ...others] = fold as readonly [Claim, ...Claim[]];
  const { advisory, evidence } = decider;
  const vulnerability = decider.cves.length === 1 ? (decider.cves[0] as string) : nameOf(fold);
  return {
    packageId: pkg.id,
    advisory: advisory.id,
    feed: advisory.feed,
    vulnerability,
    aliases: aliasesOf(fold, vulnerability),
    ...ratingOf(fold, store),
    summary: summaryOf(fold),
    fix: fixFor(pkg, fold),
    knownExploited: exploitOf(fold, store),
    malicious: fold.some((claim) => claim.advisory.malicious),
    informational: informationalOf(fold),
    published: advisory.published,
    modified: advisory.modified,
    url: pageOf(advisory),
    evidence,
    alsoFrom: [...new Set(others.map((claim) => claim.advisory.id))],
    disagreements: disagreementsOf(fold, excluded, store),
  };
}

/** The CVE when the claims together know exactly one that all of them can mean, else the deciding advisory's id. */
function nameOf(fold: Fold): string {
  const single = fold.find(({ cves }) => cves.length === 1);
  return single?.cves[0] ?? (fold[0] as Claim).advisory.id;
}

/** Only ids of this vulnerability: a bundle that joined brings no CVE of its other vulnerabilities along. */
function aliasesOf(fold: Fold, vulnerability: string): readonly string[] {
  const one = fold.filter(({ cves }) => cves.length <= 1);
  const speaking = one.length > 0 ? one : fold;
  const ids = new Set([...speaking.flatMap((claim) => claim.ids), ...fold.map((claim) => claim.advisory.id)]);
  ids.delete(vulnerability);
  return [...ids].sort(byCodeUnit);
}

/**
 * A distro's deciding word holds, "no fix" included: nothing else can be installed from its archive. Among registry sources
 * the first that knows a fix is heard.
 */
function fixFor(pkg: Package, fold: Fold): Fix {
  const fixes = fold.map(fixOf);
  const first = fixes[0] as Fix;
  if (kindFacts(pkg.kind).distroPackage) return first;
  return fixes.find(({ versions }) => versions.length > 0) ?? first;
}

const longestSummary = 200;

function summaryOf(fold: Fold): string {
  const stated = fold.find(({ advisory }) => advisory.summary !== '')?.advisory.summary;
  const text = stated ?? fold.find(({ advisory }) => advisory.details !== '')?.advisory.details ?? '';
  const line = text.trim().split('\n', 1)[0] as string;
  return line.length > longestSummary ? `${line.slice(0, longestSummary - 3)}...` : line;
}

function exploitOf(fold: Fold, store: AdvisoryStore): KnownExploited | null {
  const one = fold.filter(({ cves }) => cves.length === 1);
  for (const cve of (one.length > 0 ? one : fold).flatMap(({ cves }) => cves)) {
    const known = store.knownExploited(cve);
    if (known) return known;
  }
  return null;
}

/** Errata that fix bugs or add features, told by their ids: worth knowing, not flaws. */
const errata: readonly (readonly [RegExp, string])[] = [
  [/^(?:ALBA|RLBA|RHBA)-/, 'bug-fix'],
  [/^(?:ALEA|RLEA|RHEA)-/, 'enhancement'],
];

function informationalOf(fold: Fold): string | null {
  const words = fold.map((claim) => claim.advisory.informational ?? erratumOf(claim));
  return words.includes(null) ? null : (words[0] ?? null);
}

/** A bug-fix erratum that names a CVE after all is about a flaw. */
function erratumOf({ advisory, cves }: Claim): string | null {
  if (cves.length > 0) return null;
  return errata.find(([prefix]) => prefix.test(advisory.id))?.[1] ?? null;
}

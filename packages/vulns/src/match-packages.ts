import type { Distro, Match, NotEvaluated, Package } from '@gantry/core';
import { matchers as registry } from './matchers/registry.ts';
import { toClaims } from './matching/claim.ts';
import type { Matcher, MatcherAnswer } from './matching/define-matcher.ts';
import { foldClaims } from './matching/fold.ts';
import { toMatch } from './matching/to-match.ts';
import { distroOfIdentity, packageIdentity, packageOfIdentity } from './package-identity.ts';
import { rememberingStore } from './store/remembering-store.ts';
import type { AdvisoryStore } from './store/types.ts';

/** How to match; everything has a default. */
export interface MatchOptions {
  /** The matchers to use; all of the registry when absent. */
  readonly matchers?: readonly Matcher[];
}

/** What is known of one package: the advisories that affect it, and what could not be compared. */
export interface PackageMatches {
  readonly matches: readonly Match[];
  readonly notEvaluated: readonly NotEvaluated[];
}

/** Matches packages one by one and remembers what it asked of the store: for one run over many packages. */
export interface PackageMatcher {
  /** The memory of the run, for questions beside it. */
  readonly store: AdvisoryStore;
  match(pkg: Package, distro: Distro | null): PackageMatches;
}

/** A matcher over a store. What it says of a package depends on nothing but the package, its distro and the store. */
export function createPackageMatcher(store: AdvisoryStore, options: MatchOptions = {}): PackageMatcher {
  const data = rememberingStore(store);
  const ask = asker(data, options.matchers ?? registry);
  const fold = folder(data);
  return {
    store: data,
    match: (full, distro) => {
      // Matchers get nothing but the identity, so packages of one identity cannot differ in their matches.
      const identity = packageIdentity(full, distro);
      const pkg = packageOfIdentity(identity, full.id);
      const answer = ask(pkg, distroOfIdentity(identity));
      return { matches: fold(pkg, answer), notEvaluated: notEvaluated(pkg, answer) };
    },
  };
}

type Ask = (pkg: Package, distro: Distro | null) => MatcherAnswer;

function asker(store: AdvisoryStore, used: readonly Matcher[]): Ask {
  const byKind = new Map(used.flatMap((matcher) => matcher.kinds.map((kind) => [kind, matcher] as const)));
  return (pkg, distro) => byKind.get(pkg.kind)?.match(pkg, { store, distro }) ?? unknownKind(pkg);
}

function unknownKind({ kind, metadata }: Package): MatcherAnswer {
  const what = metadata.kind === 'unknown' ? `the type ${metadata.type}` : `packages of kind ${kind}`;
  return {
    candidates: [],
    undecided: [],
    notEvaluated: { reason: 'unknown-kind', because: `nothing here matches ${what}` },
  };
}

/** Folds an answer into matches; packages that got the same answer share the work and differ by their ids only. */
function folder(store: AdvisoryStore): (pkg: Package, answer: MatcherAnswer) => readonly Match[] {
  const folded = new Map<MatcherAnswer, readonly Match[]>();
  return (pkg, answer) => {
    if (answer.candidates.length === 0) return [];
    const known = folded.get(answer);
    if (known) return known.map((match) => ({ ...match, packageId: pkg.id }));
    const context = { store, excluded: new Set(answer.excluded) };
    const matches = foldClaims(toClaims(answer.candidates, store)).map((fold) => toMatch(pkg, fold, context));
    folded.set(answer, matches);
    return matches;
  };
}

function notEvaluated({ id: packageId }: Package, { undecided, notEvaluated: nothing }: MatcherAnswer): NotEvaluated[] {
  const ranges = undecided.map(({ advisory, because }) => ({
    packageId,
    reason: 'unreadable-range' as const,
    because,
    advisory,
  }));
  return nothing ? [{ packageId, ...nothing }, ...ranges] : ranges;
}

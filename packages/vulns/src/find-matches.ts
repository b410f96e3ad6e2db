import { type Bill, by, type Match, type MatchReport, type NotEvaluated, type Package } from '@gantry/core';
import { matchers } from './matchers/registry.ts';
import { toClaims } from './matching/claim.ts';
import { coveredByOwner } from './matching/covered-by-owner.ts';
import type { Matcher, MatcherAnswer } from './matching/define-matcher.ts';
import { foldClaims } from './matching/fold.ts';
import { toMatch } from './matching/to-match.ts';
import { rememberingStore } from './store/remembering-store.ts';
import type { AdvisoryStore } from './store/types.ts';

/** How to match; everything has a default. */
export interface MatchOptions {
  /** The matchers to use; all of the registry when absent. */
  readonly matchers?: readonly Matcher[];
}

/**
 * Brings every package of a bill together with the advisories that affect it. What could not be compared is listed, never
 * dropped; language packages that a covered distro package owns are left to the distro's records and listed as well.
 */
export function findMatches(bill: Bill, store: AdvisoryStore, options: MatchOptions = {}): MatchReport {
  const data = rememberingStore(store);
  const covered = coveredByOwner(bill, data);
  const ask = asker(bill, data, options.matchers ?? matchers);
  const answers = bill.packages.filter(({ id }) => !covered.has(id)).map((pkg) => ({ pkg, answer: ask(pkg) }));
  const fold = folder(data);
  const matches = answers.flatMap(({ pkg, answer }) => fold(pkg, answer).map((match) => ({ pkg, match })));
  return {
    matches: matches.sort(inOrder).map(({ match }) => match),
    notEvaluated: answers.flatMap(({ pkg, answer }) => notEvaluated(pkg, answer)),
    coveredByOwner: Object.fromEntries(covered),
    data: store.facts(),
  };
}

const inOrder = by<{ pkg: Package; match: Match }>(
  ({ pkg }) => pkg.name,
  ({ match }) => match.vulnerability,
  ({ match }) => match.packageId,
  ({ match }) => match.advisory,
);

function asker({ distro }: Bill, store: AdvisoryStore, used: readonly Matcher[]): (pkg: Package) => MatcherAnswer {
  const byKind = new Map(used.flatMap((matcher) => matcher.kinds.map((kind) => [kind, matcher] as const)));
  return (pkg) => byKind.get(pkg.kind)?.match(pkg, { store, distro }) ?? unknownKind(pkg);
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

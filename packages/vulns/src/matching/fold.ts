import type { Claim } from './claim.ts';

/** Claims about one vulnerability (or one bundle of them), the deciding one first, bundles last. */
export type Fold = readonly Claim[];

interface OpenFold {
  readonly claims: Claim[];
}

/**
 * Brings together the claims that speak of one vulnerability. Those with one CVE meet by it; those without meet by any other
 * id. A bundle (an erratum of several CVEs) joins the folds of its CVEs when each has one, since it then adds nothing
 * of its own; otherwise it stands for itself. So a fold never mixes two CVEs that some source keeps apart.
 */
export function foldClaims(claims: readonly Claim[]): Fold[] {
  const byCve = foldBy(
    claims.filter(({ cves }) => cves.length === 1),
    ({ cves }) => cves.join(),
  );
  const folds = joinById(
    byCve,
    claims.filter(({ cves }) => cves.length === 0),
  );
  const bundles = foldBy(claims.filter(isBundle), ({ cves }) => cves.join());
  const order = new Map(claims.map((claim, index) => [claim, isBundle(claim) ? claims.length + index : index]));
  return [...folds, ...standingBundles(bundles, folds)].map(({ claims: folded }) =>
    folded.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
  );
}

function isBundle({ cves }: Claim): boolean {
  return cves.length > 1;
}

function foldBy(claims: readonly Claim[], key: (claim: Claim) => string): OpenFold[] {
  const folds = new Map<string, OpenFold>();
  for (const claim of claims) {
    const fold = folds.get(key(claim));
    if (fold) fold.claims.push(claim);
    else folds.set(key(claim), { claims: [claim] });
  }
  return [...folds.values()];
}

function joinById(folds: readonly OpenFold[], claims: readonly Claim[]): OpenFold[] {
  const all = [...folds];
  const byId = new Map<string, OpenFold>();
  const index = (fold: OpenFold, claim: Claim) => {
    for (const id of claim.ids) if (!byId.has(id)) byId.set(id, fold);
  };
  for (const fold of folds) for (const claim of fold.claims) index(fold, claim);
  for (const claim of claims) {
    const known = claim.ids.map((id) => byId.get(id)).find((fold) => fold !== undefined);
    const fold = known ?? { claims: [] };
    if (!known) all.push(fold);
    fold.claims.push(claim);
    index(fold, claim);
  }
  return all;
}

/** Bundles that no set of folds covers; the others are added to the folds of their CVEs. */
function standingBundles(bundles: readonly OpenFold[], folds: readonly OpenFold[]): OpenFold[] {
  const byCve = new Map(
    folds.flatMap((fold) => fold.claims.flatMap(({ cves }) => cves.map((cve) => [cve, fold] as const))),
  );
  return bundles.filter((bundle) => {
    const covering = (bundle.claims[0] as Claim).cves.map((cve) => byCve.get(cve));
    if (covering.includes(undefined)) return true;
    for (const fold of covering) fold?.claims.push(...bundle.claims);
    return false;
  });
}

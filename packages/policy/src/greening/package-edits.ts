import { compareVersions, type Finding, kindFacts, type Match, type Package, type PolicyFacts } from '@gantry/core';
import { packageLayer } from '../gates/_shared/about-package.ts';
import { groupBy } from './group-by.ts';
import type { Piece, StillAffected } from './types.ts';

/** What asks for another state of a package: a finding, or what stands for one. */
export type Wish = Pick<Finding, 'triggerId' | 'packageId' | 'vulnerability' | 'fix'>;

/** What each package that stop findings speak of should become: at most one piece for each. */
export function packagePieces(
  stops: readonly Wish[],
  facts: PolicyFacts,
  { stillAffected, baseLayers }: { stillAffected: StillAffected | undefined; baseLayers: ReadonlySet<string> },
): Piece[] {
  const packages = new Map(facts.bill.packages.map((one) => [one.id, one]));
  const matches = groupBy(facts.report?.matches ?? [], ({ packageId }) => [packageId]);
  return [...byPackage(stops, facts)].flatMap(([packageId, findings]): Piece[] => {
    const one = packages.get(packageId);
    const piece = one && packagePiece(one, findings, { matches: matches.get(packageId) ?? [], stillAffected });
    return piece ? [{ ...piece, inBase: baseLayers.has(packageLayer(one) ?? '') }] : [];
  });
}

/** Findings by the packages they are about; one that names only a vulnerability is about every package that has it. */
function byPackage(stops: readonly Wish[], { report }: PolicyFacts): Map<string, Wish[]> {
  const isNeeded = stops.some(({ packageId, vulnerability }) => packageId === null && vulnerability !== null);
  const places = groupBy(isNeeded ? (report?.matches ?? []) : [], namesOf);
  return groupBy(stops, ({ packageId, vulnerability }) => {
    if (packageId !== null) return [packageId];
    const hits = vulnerability === null ? [] : (places.get(vulnerability) ?? []);
    return [...new Set(hits.map((hit) => hit.packageId))];
  });
}

function namesOf({ vulnerability, advisory, aliases }: Match): string[] {
  return [...new Set([vulnerability, advisory, ...aliases])];
}

interface PlanFacts {
  /** Those of the package. */
  readonly matches: readonly Match[];
  readonly stillAffected: StillAffected | undefined;
}

function packagePiece(one: Package, findings: readonly Wish[], plan: PlanFacts): Omit<Piece, 'inBase'> | null {
  const shared = { packageId: one.id, name: one.name };
  const clears = [...new Set(findings.map(({ triggerId }) => triggerId))];
  if (findings.some(({ fix, packageId }) => fix?.kind === 'remove' && packageId === one.id)) {
    return { remedy: { kind: 'remove', ...shared }, clears };
  }
  const demands = demandsOf(one, findings, plan);
  const to = lowestVersion(one, demands);
  if (to === null) return null;
  const met = new Set(demands.filter((demand) => demand.met(to)).map(({ triggerId }) => triggerId));
  const remedy = { kind: 'upgrade', ...shared, from: one.version ?? '', to } as const;
  return { remedy, clears: clears.filter((id) => met.has(id)) };
}

/** What a new version must do for one finding, and the versions that are known to do it. */
interface Demand {
  readonly triggerId: string;
  readonly candidates: readonly string[];
  met(version: string): boolean;
}

function demandsOf(one: Package, findings: readonly Wish[], { matches, stillAffected }: PlanFacts): Demand[] {
  const named = groupBy(matches, namesOf);
  return findings.flatMap((finding): Demand[] => {
    if (finding.vulnerability === null) return requirement(one, finding);
    return (named.get(finding.vulnerability) ?? [])
      .filter((match) => match.fix.versions.length > 0)
      .map((match) => ({
        triggerId: finding.triggerId,
        candidates: match.fix.versions,
        met: (version) => isCleared(one, match, { version, stillAffected }),
      }));
  });
}

/** A rule that requires a version asks for that one or a later one. */
function requirement(one: Package, { fix, triggerId }: Wish): Demand[] {
  if (fix?.kind !== 'upgrade') return [];
  const { to } = fix;
  return [{ triggerId, candidates: [to], met: (version) => version === to || isAtLeast(one, version, to) }];
}

/**
 * Does the version clear the match? It does when it is one of the fixed versions or not below the highest of them.
 * Between two fixed versions another affected stretch may lie: only the advisory itself (`stillAffected`) can tell.
 */
export function isCleared(
  one: Package,
  match: Match,
  { version, stillAffected }: { version: string; stillAffected: StillAffected | undefined },
): boolean {
  const told = stillAffected?.(match, version) ?? null;
  if (told !== null) return !told;
  const { versions } = match.fix;
  const highest = versions.at(-1);
  return versions.includes(version) || (highest !== undefined && isAtLeast(one, version, highest));
}

function isAtLeast(one: Package, version: string, other: string): boolean {
  return orderOf(one, version, other) >= 0;
}

/** The order of two versions by the package's scheme; NaN, which is no order, when it is not sure. */
function orderOf({ kind }: Package, left: string, right: string): number {
  const scheme = kindFacts(kind).versionScheme;
  if (scheme === null) return Number.NaN;
  const comparison = compareVersions(scheme, left, right);
  return comparison.sure ? comparison.order : Number.NaN;
}

/** The lowest version that meets most demands (all of them, when any does). */
function lowestVersion(one: Package, demands: readonly Demand[]): string | null {
  const candidates = [...new Set(demands.flatMap(({ candidates }) => candidates))].sort(
    (a, b) => orderOf(one, a, b) || 0,
  );
  let best: { version: string; met: number } | null = null;
  for (const version of candidates) {
    const met = demands.filter((demand) => demand.met(version)).length;
    if (best === null || met > best.met) best = { version, met };
  }
  return best?.version ?? null;
}

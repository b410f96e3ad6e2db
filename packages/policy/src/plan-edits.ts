import {
  by,
  byCodeUnit,
  compareVersions,
  type Finding,
  kindFacts,
  type Match,
  type Package,
  type PolicyFacts,
  type Remedy,
  uniqueBy,
} from '@gantry/core';

/** One edit of the way to green. */
export type Edit = Remedy & {
  /** Packages that it changes; several when one component lies in several places. */
  readonly packageIds: readonly string[];
  /** Trigger ids of the stop findings that asked for it. */
  readonly clears: readonly string[];
  /** False when its effect cannot be worked out from the facts at hand (newer data, for example). */
  readonly proven: boolean;
};

/** Is the version affected by the match's vulnerability? Null when that cannot be said. */
export type StillAffected = (match: Match, version: string) => boolean | null;

/** The shortest list of edits that the stop findings ask for: at most one for each component and Dockerfile line. */
export function planEdits(stops: readonly Finding[], facts: PolicyFacts, stillAffected?: StillAffected): Edit[] {
  const packages = new Map(facts.bill.packages.map((one) => [one.id, one]));
  const edits: Edit[] = [];
  for (const [packageId, findings] of byPackage(stops, facts)) {
    const one = packages.get(packageId);
    const edit = one && packageEdit(one, findings, { facts, stillAffected });
    if (edit) edits.push(edit);
  }
  return [...joinPlaces(edits), ...otherEdits(stops)].sort(
    (a, b) => b.clears.length - a.clears.length || byCodeUnit(JSON.stringify(a), JSON.stringify(b)),
  );
}

/** Findings by the packages they are about; one that names only a vulnerability is about every package that has it. */
function byPackage(stops: readonly Finding[], { report }: PolicyFacts): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  const add = (id: string, finding: Finding) => groups.set(id, [...(groups.get(id) ?? []), finding]);
  for (const finding of stops) {
    if (finding.packageId !== null) add(finding.packageId, finding);
    else if (finding.vulnerability !== null) {
      const hits = (report?.matches ?? []).filter((match) => isOf(match, finding.vulnerability));
      for (const id of new Set(hits.map(({ packageId }) => packageId))) add(id, finding);
    }
  }
  return groups;
}

function isOf(match: Match, vulnerability: string | null): boolean {
  return vulnerability !== null && [match.vulnerability, match.advisory, ...match.aliases].includes(vulnerability);
}

interface PlanFacts {
  readonly facts: PolicyFacts;
  readonly stillAffected: StillAffected | undefined;
}

function packageEdit(one: Package, findings: readonly Finding[], plan: PlanFacts): Edit | null {
  const shared = { packageId: one.id, packageIds: [one.id], name: one.name, proven: true };
  const clears = [...new Set(findings.map(({ triggerId }) => triggerId))];
  if (findings.some(({ fix, packageId }) => fix?.kind === 'remove' && packageId === one.id)) {
    return { kind: 'remove', ...shared, clears };
  }
  const demands = demandsOf(one, findings, plan);
  const to = lowestVersion(one, demands);
  if (to === null) return null;
  const met = new Set(demands.filter((demand) => demand.met(to)).map(({ triggerId }) => triggerId));
  return { kind: 'upgrade', ...shared, from: one.version ?? '', to, clears: clears.filter((id) => met.has(id)) };
}

/** What a new version must do for one finding, and the versions that are known to do it. */
interface Demand {
  readonly triggerId: string;
  readonly candidates: readonly string[];
  met(version: string): boolean;
}

function demandsOf(one: Package, findings: readonly Finding[], { facts, stillAffected }: PlanFacts): Demand[] {
  const matches = (facts.report?.matches ?? []).filter(({ packageId }) => packageId === one.id);
  return findings.flatMap((finding): Demand[] => {
    if (finding.vulnerability === null) return requirement(one, finding);
    return matches
      .filter((match) => isOf(match, finding.vulnerability) && match.fix.versions.length > 0)
      .map((match) => ({
        triggerId: finding.triggerId,
        candidates: match.fix.versions,
        met: (version) => isCleared(one, match, { version, stillAffected }),
      }));
  });
}

/** A rule that requires a version asks for that one or a later one. */
function requirement(one: Package, { fix, triggerId }: Finding): Demand[] {
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

/** One component in several places is one edit. */
function joinPlaces(edits: readonly Edit[]): Edit[] {
  const joined = new Map<string, Edit>();
  for (const edit of edits) {
    const to = edit.kind === 'upgrade' ? `${edit.from} ${edit.to}` : '';
    const key = `${edit.kind} ${'name' in edit ? edit.name : ''} ${to}`;
    const known = joined.get(key);
    const clears = [...new Set([...(known?.clears ?? []), ...edit.clears])];
    joined.set(key, { ...(known ?? edit), packageIds: [...(known?.packageIds ?? []), ...edit.packageIds], clears });
  }
  return [...joined.values()];
}

/** Edits of the Dockerfile and of the data: each distinct one once. */
function otherEdits(stops: readonly Finding[]): Edit[] {
  const wanted = stops.flatMap(({ fix }) => (fix?.kind === 'dockerfile' || fix?.kind === 'data' ? [fix] : []));
  return uniqueBy(wanted, ({ kind, says }) => `${kind} ${says}`).map((fix) => ({
    ...fix,
    packageIds: [],
    clears: stops
      .filter((stop) => stop.fix?.kind === fix.kind && stop.fix.says === fix.says)
      .map((stop) => stop.triggerId),
    proven: fix.kind === 'dockerfile' && fix.edit !== undefined,
  }));
}

/** Findings of action stop that no allowlist covers, in a steady order. */
export function stopFindings(findings: readonly Finding[]): Finding[] {
  return findings
    .filter(({ action }) => action === 'stop')
    .sort(
      by(
        ({ ruleSetId }) => ruleSetId,
        ({ ruleId }) => ruleId,
        ({ triggerId }) => triggerId,
      ),
    );
}

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
  const matches = groupBy(facts.report?.matches ?? [], ({ packageId }) => [packageId]);
  const edits: Edit[] = [];
  for (const [packageId, findings] of byPackage(stops, facts)) {
    const one = packages.get(packageId);
    const edit = one && packageEdit(one, findings, { matches: matches.get(packageId) ?? [], stillAffected });
    if (edit) edits.push(edit);
  }
  return [...joinPlaces(edits), ...otherEdits(stops)]
    .map((edit) => ({ edit, text: JSON.stringify(edit) }))
    .sort((a, b) => b.edit.clears.length - a.edit.clears.length || byCodeUnit(a.text, b.text))
    .map(({ edit }) => edit);
}

/** Items by each of their keys, in one pass: images of strangers have many of everything. */
function groupBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  return groups;
}

/** Findings by the packages they are about; one that names only a vulnerability is about every package that has it. */
function byPackage(stops: readonly Finding[], { report }: PolicyFacts): Map<string, Finding[]> {
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

function demandsOf(one: Package, findings: readonly Finding[], { matches, stillAffected }: PlanFacts): Demand[] {
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
  const groups = groupBy(edits, (edit) => {
    const to = edit.kind === 'upgrade' ? `${edit.from} ${edit.to}` : '';
    return [`${edit.kind} ${'name' in edit ? edit.name : ''} ${to}`];
  });
  return [...groups.values()].flatMap((group): Edit[] => {
    const [first] = group;
    if (first === undefined) return [];
    const packageIds = group.flatMap((edit) => edit.packageIds);
    return [{ ...first, packageIds, clears: [...new Set(group.flatMap(({ clears }) => clears))] }];
  });
}

/** Edits of the Dockerfile and of the data: each distinct one once. */
function otherEdits(stops: readonly Finding[]): Edit[] {
  const wanted = stops.flatMap(({ fix, triggerId }) =>
    fix?.kind === 'dockerfile' || fix?.kind === 'data' ? [{ fix, triggerId }] : [],
  );
  const groups = groupBy(wanted, ({ fix: { kind, says } }) => [`${kind} ${says}`]);
  return [...groups.values()].flatMap((group): Edit[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { fix } = first;
    const proven = fix.kind === 'dockerfile' && fix.edit !== undefined;
    return [{ ...fix, packageIds: [], clears: group.map(({ triggerId }) => triggerId), proven }];
  });
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

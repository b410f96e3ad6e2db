import type { RecordedFinding } from './recorded-verdict.ts';

/** Two findings that are the same thing before and after; null where one side has none. */
export interface FindingPair {
  readonly before: RecordedFinding | null;
  readonly after: RecordedFinding | null;
}

/**
 * What a finding is about, in words that survive a rebuild: the rule, and the vulnerability with the package's name, else the
 * package, else the path, else the trigger id. Versions are left out: an upgrade that does not help brings nothing new.
 */
export function findingKey(finding: RecordedFinding): string {
  return JSON.stringify([finding.ruleSetId, finding.ruleId, finding.gate, finding.trigger, ...subjectOf(finding)]);
}

function subjectOf({ vulnerability, package: pkg, path, triggerId }: RecordedFinding): readonly (string | null)[] {
  if (pkg) return ['package', vulnerability, pkg.kind, pkg.name];
  if (vulnerability !== null) return ['vulnerability', vulnerability];
  return path === null ? ['id', triggerId] : ['path', path];
}

/**
 * Pairs the findings of two verdicts. Where a key stands for several findings, those with the same path and message go together
 * first, then the rest in order. What speaks of the artifact as a whole and words itself by numbers (its size, the age of its
 * data) is paired by its rule when the rule says one such thing on both sides.
 */
export function pairFindings(before: readonly RecordedFinding[], after: readonly RecordedFinding[]): FindingPair[] {
  const known = groupBy(before, findingKey);
  const firstPass = pairGroups(known, groupBy(after, findingKey));
  const leftBefore = firstPass.filter(isWholeLeft('after')).flatMap(({ before }) => before ?? []);
  const leftAfter = firstPass.filter(isWholeLeft('before')).flatMap(({ after }) => after ?? []);
  const byRule = groupBy(leftBefore, ruleKey);
  const rejoined = new Map<RecordedFinding, RecordedFinding>();
  for (const [key, [only, second]] of groupBy(leftAfter, ruleKey)) {
    const [other, another] = byRule.get(key) ?? [];
    if (only && other && !second && !another) rejoined.set(only, other);
  }
  const taken = new Set(rejoined.values());
  return firstPass.flatMap((pair) => {
    if (pair.before && !pair.after && taken.has(pair.before)) return [];
    const joined = pair.after && !pair.before ? rejoined.get(pair.after) : undefined;
    return [joined ? { before: joined, after: pair.after } : pair];
  });
}

function pairGroups(
  known: ReadonlyMap<string, readonly RecordedFinding[]>,
  groups: ReadonlyMap<string, readonly RecordedFinding[]>,
): FindingPair[] {
  const pairs: FindingPair[] = [];
  for (const [key, members] of groups) pairs.push(...pairMembers(known.get(key) ?? [], members));
  for (const [key, members] of known)
    if (!groups.has(key)) pairs.push(...members.map((before) => ({ before, after: null })));
  return pairs;
}

function pairMembers(before: readonly RecordedFinding[], after: readonly RecordedFinding[]): FindingPair[] {
  const exact = groupBy(before, exactKey);
  const paired = after.map((one) => ({ one, same: exact.get(exactKey(one))?.shift() ?? null }));
  const rest = [...exact.values()].flat();
  const pairs = paired.map(({ one, same }): FindingPair => ({ before: same ?? rest.shift() ?? null, after: one }));
  return [...pairs, ...rest.map((left) => ({ before: left, after: null }))];
}

function exactKey({ path, message }: RecordedFinding): string {
  return JSON.stringify([path, message]);
}

function ruleKey({ ruleSetId, ruleId, gate, trigger }: RecordedFinding): string {
  return JSON.stringify([ruleSetId, ruleId, gate, trigger]);
}

/** Lines of a Dockerfile are things of their own: another line is another finding. */
function isWholeLeft(missing: 'before' | 'after') {
  return (pair: FindingPair): boolean => {
    const one = missing === 'after' ? pair.before : pair.after;
    if (!one || pair[missing]) return false;
    return one.gate !== 'dockerfile' && !one.package && one.path === null && one.vulnerability === null;
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

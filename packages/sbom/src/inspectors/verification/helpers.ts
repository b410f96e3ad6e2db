import type { InspectedFile } from '../../inspecting/define-inspector.ts';
import type { Diversion, HelperFacts } from './read-helper.ts';

/** What files beside the databases tell. */
export interface Helpers {
  readonly users: ReadonlyMap<string, number>;
  readonly groups: ReadonlyMap<string, number>;
  readonly diversions: readonly Diversion[];
}

/** Joins what was read. `root` is 0 everywhere; the first of several entries with one name counts, as for the system. */
export function helpersOf(files: readonly InspectedFile<HelperFacts>[]): Helpers {
  const facts = files.map((file) => file.facts);
  return {
    users: idsOf(facts, 'users'),
    groups: idsOf(facts, 'groups'),
    diversions: facts.flatMap((one) => (one?.kind === 'diversions' ? one.diversions : [])),
  };
}

function idsOf(facts: readonly HelperFacts[], kind: 'users' | 'groups'): Map<string, number> {
  const ids = facts.flatMap((one) => (one?.kind === kind ? one.ids : []));
  return new Map([['root', 0] as const, ...[...ids].reverse(), ['root', 0] as const]);
}

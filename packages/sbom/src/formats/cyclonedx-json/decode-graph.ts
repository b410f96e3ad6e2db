import type { Relationship, StatedOfPackage } from '@gantry/core';
import { listOf } from '@gantry/core/json';
import { asObject, asText, asTexts, type Json } from '../_shared/json.ts';

/** What the graph of dependencies says of packages. */
export interface DecodedGraph {
  readonly relationships: readonly Relationship[];
  /** The place of each package in the graph, by id; packages that it does not name are not there. */
  readonly places: ReadonlyMap<string, NonNullable<StatedOfPackage['graph']>>;
}

/** Reads the graph; `components` and `ids` stand in the same order. Edges of the subject and of files link packages, and are no edges here. */
export function decodeGraph(dependencies: unknown, components: readonly Json[], ids: readonly string[]): DecodedGraph {
  const byRef = new Map<string, string>();
  for (const [index, raw] of components.entries()) {
    const ref = asText(raw['bom-ref'], 8192);
    const id = ids[index];
    if (ref !== undefined && id !== undefined && !byRef.has(ref)) byRef.set(ref, id);
  }
  const relationships: Relationship[] = [];
  const places = new Map<string, 'listed' | 'linked'>();
  for (const item of listOf(dependencies)) {
    const row = asObject(item);
    const from = byRef.get(asText(row['ref'], 8192) ?? '');
    if (from !== undefined && !places.has(from)) places.set(from, 'listed');
    for (const ref of new Set(asTexts(row['dependsOn']))) {
      const to = byRef.get(ref);
      if (to === undefined || to === from) continue;
      places.set(to, 'linked');
      if (from === undefined) continue;
      places.set(from, 'linked');
      relationships.push({ from, to, type: 'depends-on' });
    }
  }
  return { relationships, places };
}

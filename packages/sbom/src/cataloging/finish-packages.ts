import {
  assignIds,
  by,
  type Package,
  type PackageDraft,
  type Relationship,
  sortPackages,
  uniqueBy,
} from '@gantry/core';
import { collectGarbage } from '@gantry/io/memory';
import type { FileTree } from '../filetree/types.ts';
import { linkPackages } from '../linking/index.ts';
import type { Assembled } from './assemble.ts';

/** Packages with ids, linked and sorted; edges by id. */
export interface Finished {
  readonly packages: readonly Package[];
  readonly relationships: readonly Relationship[];
}

/** Gives ids in an order that does not hang on the order of catalogers, links packages, sorts by kind, name, version and id. */
export function finishPackages(assembled: Assembled, tree: FileTree): Finished {
  const places = assembled.drafts.map((_draft, at) => at).sort(byDraft(assembled.drafts));
  const named = assignIds(places.map((at) => assembled.drafts[at] as PackageDraft));
  assembled.drafts.length = 0;
  const ids: string[] = new Array(named.length);
  for (const [position, at] of places.entries()) ids[at] = named[position]?.id ?? '';
  const stated = assembled.edges.map(({ from, to, type }) => ({ from: ids[from] ?? '', to: ids[to] ?? '', type }));
  collectGarbage();
  const linked = linkPackages(named, tree);
  const kept = new Set(linked.packages.map(({ id }) => id));
  const now = (id: string) => linked.replaced.get(id) ?? id;
  const edges = [...stated, ...linked.relationships]
    .map(({ from, to, type }) => ({ from: now(from), to: now(to), type }))
    .filter(({ from, to }) => kept.has(from) && kept.has(to) && from !== to);
  return { packages: sortPackages(linked.packages), relationships: sortEdges(edges) };
}

/** Compares drafts by position: kind, name, version, purl, places, and at last the position itself. */
function byDraft(drafts: readonly PackageDraft[]): (a: number, b: number) => number {
  const compare = by<PackageDraft>(
    ({ kind }) => kind,
    ({ name }) => name,
    ({ version }) => version ?? '',
    ({ purl }) => purl ?? '',
    ({ locations }) => locations.map(({ path, role }) => `${role} ${path}`).join('\u0000'),
  );
  return (a, b) => compare(drafts[a] as PackageDraft, drafts[b] as PackageDraft) || a - b;
}

function sortEdges(edges: readonly Relationship[]): Relationship[] {
  const key = ({ from, to, type }: Relationship) => `${from} ${to} ${type}`;
  return uniqueBy(edges, key).sort(by(key));
}

import { assignIds, by, type Package, type Relationship, uniqueBy } from '@gantry/core';
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
  const order = assembled.drafts
    .map((draft, at) => ({ draft, at, key: draftKey(draft) }))
    .sort(
      by(
        ({ draft }) => draft.kind,
        ({ key }) => key,
        ({ at }) => at,
      ),
    );
  const named = assignIds(order.map(({ draft }) => draft));
  const idAt = new Map(order.map(({ at }, position) => [at, named[position]?.id ?? '']));
  const stated = assembled.edges.map(({ from, to, type }) => ({
    from: idAt.get(from) ?? '',
    to: idAt.get(to) ?? '',
    type,
  }));
  const linked = linkPackages(named, tree);
  const kept = new Set(linked.packages.map(({ id }) => id));
  const now = (id: string) => linked.replaced.get(id) ?? id;
  const edges = [...stated, ...linked.relationships]
    .map(({ from, to, type }) => ({ from: now(from), to: now(to), type }))
    .filter(({ from, to }) => kept.has(from) && kept.has(to) && from !== to);
  return { packages: sortPackages(linked.packages), relationships: sortEdges(edges) };
}

/** The order of packages in a bill. */
export function sortPackages(packages: readonly Package[]): Package[] {
  return [...packages].sort(
    by(
      ({ kind }) => kind,
      ({ name }) => name,
      ({ version }) => version ?? '',
      ({ id }) => id,
    ),
  );
}

function sortEdges(edges: readonly Relationship[]): Relationship[] {
  const key = ({ from, to, type }: Relationship) => `${from} ${to} ${type}`;
  return uniqueBy(edges, key).sort(by(key));
}

function draftKey(draft: Assembled['drafts'][number]): string {
  return [
    draft.name,
    draft.version ?? '',
    draft.purl ?? '',
    ...draft.locations.map(({ path, role }) => `${role} ${path}`),
  ].join('\u0000');
}

import { by, isCodedError, type Location, type PackageDraft, type Relationship, type Unread } from '@gantry/core';
import { sbomErrors } from '../errors.ts';
import type { FileTree } from '../filetree/types.ts';
import type { AssembleContext, Cataloger, CatalogResult, VisibleFacts } from './define-cataloger.ts';
import type { VisibleReading } from './visible-facts.ts';

/** Packages of all catalogers, edges between them by position, and what was not understood. */
export interface Assembled {
  /** Emptied by `finishPackages`, which copies them: twice as many would fill memory. */
  readonly drafts: PackageDraft[];
  readonly edges: readonly { readonly from: number; readonly to: number; readonly type: Relationship['type'] }[];
  readonly unread: readonly Unread[];
}

/**
 * Lets every cataloger put its visible facts together and takes its readings out of `readings`. One that throws costs its own
 * packages, and says so.
 */
export function assemble(
  catalogers: readonly Cataloger[],
  readings: Map<string, readonly VisibleReading[]>,
  context: AssembleContext,
): Assembled {
  const drafts: PackageDraft[] = [];
  const edges: Assembled['edges'][number][] = [];
  const unread: Unread[] = [];
  for (const cataloger of catalogers) {
    const files = factsOf(readings.get(cataloger.name) ?? []);
    readings.delete(cataloger.name);
    const result = assembleOne(cataloger, files, context);
    const first = drafts.length;
    for (const draft of result.packages) drafts.push(withLayers(draft, context.tree));
    for (const { from, to, type } of result.relationships ?? [])
      edges.push({ from: first + from, to: first + to, type });
    for (const line of result.unread ?? []) unread.push({ ...line, by: cataloger.name });
  }
  return { drafts, edges, unread };
}

/** The facts of one reader, in order of paths; parsed now, so that they can be forgotten when it is done. */
export function factsOf<F>(readings: readonly VisibleReading[]): VisibleFacts<F>[] {
  const files: VisibleFacts<F>[] = [];
  for (const { path, layer, reading } of readings) {
    const { facts } = reading.body();
    if (facts !== null) files.push({ path, ...(layer === undefined ? {} : { layer }), facts: facts as F });
  }
  return files;
}

/** What readers did not understand in visible files. */
export function unreadOf(readings: readonly VisibleReading[]): Unread[] {
  return readings.filter(({ reading }) => reading.hasUnread).flatMap(unreadOfOne);
}

function unreadOfOne({ path, layer, reading }: VisibleReading): Unread[] {
  const place = layer === undefined ? {} : { layer };
  return reading.body().unread.map((line) => ({
    path: line.path ?? path,
    ...place,
    by: reading.reader,
    code: line.code,
    because: line.because,
  }));
}

function assembleOne(
  cataloger: Cataloger,
  files: readonly VisibleFacts<unknown>[],
  context: AssembleContext,
): CatalogResult {
  try {
    return cataloger.assemble(files, context);
  } catch (error) {
    const failed = isCodedError(error)
      ? error
      : sbomErrors.CATALOGER_FAILED({ name: cataloger.name, because: String(error).slice(0, 300) });
    return { packages: [], unread: [{ path: '-', code: failed.code, because: failed.message }] };
  }
}

/**
 * Locations name the layer of the visible file; inner archives lie where the outer one lies. Most drafts come with all that, and are
 * kept as they are: a copy of each of very many would double them.
 */
function withLayers(draft: PackageDraft, tree: FileTree): PackageDraft {
  if (isPlaced(draft.locations)) return draft;
  const locations = draft.locations.map((location) => withLayer(location, tree)).sort(by(({ path }) => path));
  return { ...draft, locations };
}

/** In order, each with its layer. */
function isPlaced(locations: readonly Location[]): boolean {
  return locations.every(
    ({ layer, path }, at) => layer !== undefined && (at === 0 || (locations[at - 1]?.path ?? '') <= path),
  );
}

function withLayer(location: Location, tree: FileTree): Location {
  if (location.layer !== undefined) return location;
  const path = location.path.split('!', 1)[0] ?? location.path;
  const layer = tree.entry(tree.resolve(path) ?? path)?.layer;
  return layer === undefined ? location : { ...location, layer };
}

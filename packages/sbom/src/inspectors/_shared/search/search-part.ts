import { by, type ContentSearch, type SearchHit, type SearchPattern } from '@gantry/core';
import type { FileReading, ScannedFile } from '../../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../../errors.ts';
import type { InspectedFile } from '../../../inspecting/define-inspector.ts';
import type { FileHit, SearchLimits, SearchRule } from './rule.ts';
import { SearchEngine } from './search-engine.ts';

/** Facts of a file: nothing of what was found but its place. */
export interface SearchFacts {
  readonly hits: readonly FileHit[];
}

/** Budgets for one file. */
export function searchLimits(maxFileBytes: number): SearchLimits {
  return { maxFileBytes, maxHits: 200, maxTriedBytes: 12 * 2 ** 20 };
}

/** The step in the worker: a search over each file. Rules are compiled once. */
export function fileSearcher(
  rules: readonly SearchRule[],
  limits: SearchLimits,
): (file: ScannedFile) => FileReading<SearchFacts> {
  const engine = new SearchEngine(rules);
  return (file) => {
    const { hits, stopped } = engine.search(file, limits);
    const facts = hits.length === 0 ? null : { hits };
    if (stopped === null) return { facts };
    const because = stopped === 'hits' ? `it has more than ${limits.maxHits} hits` : 'it took too much effort';
    const { code, message } = sbomErrors.SEARCH_STOPPED({ because });
    return { facts, unread: [{ code, because: message }] };
  };
}

/** Puts the hits of all files together. */
export function searchPart(
  files: readonly InspectedFile<SearchFacts>[],
  { patterns, allLayers }: { readonly patterns: readonly SearchPattern[]; readonly allLayers: boolean },
): ContentSearch {
  const hits = files.flatMap(hitsOf).sort(
    by(
      ({ path }) => path,
      ({ offset }) => offset,
      ({ pattern }) => pattern,
      ({ layer }) => layer ?? '',
    ),
  );
  const skipped = files.flatMap(({ path, unread }) => unread.slice(0, 1).map(({ because }) => ({ path, because })));
  return { patterns, hits, skipped, allLayers };
}

function hitsOf({ path, layer, visible, facts }: InspectedFile<SearchFacts>): SearchHit[] {
  const place = { path, ...(layer === undefined ? {} : { layer }) };
  return (facts?.hits ?? []).map((hit) => ({ ...place, ...hit, visible }));
}

import { type SearchPattern, uniqueBy } from '@gantry/core';
import { defineInspector } from '../../inspecting/define-inspector.ts';
import type { SearchRule } from '../_shared/search/rule.ts';
import { fileSearcher, type SearchFacts, searchLimits, searchPart } from '../_shared/search/search-part.ts';
import { builtInRules } from './rules/index.ts';

interface Options {
  readonly patterns: readonly SearchPattern[];
  readonly allLayers: boolean;
  readonly maxFileBytes: number;
}

const defaultFileBytes = 256 * 2 ** 20;

/** What is searched for when nobody says otherwise. A name may stand there twice: keys come in several forms. */
const secretPatterns: readonly SearchPattern[] = builtInRules.map(({ name, regex }) => ({ name, regex }));

/** Keys, tokens and passwords in files, also in those that a later layer deleted. The secrets themselves are not kept. */
export const secretSearch = defineInspector<'secretSearch', Options, SearchFacts>({
  name: 'secret-search',
  part: 'secretSearch',
  about: 'Searches the contents of files for keys, tokens and passwords.',
  revision: 1,
  options: ({ secretPatterns: patterns = secretPatterns, allLayers = true, limits }) => ({
    patterns,
    allLayers,
    maxFileBytes: limits?.searchFileBytes ?? defaultFileBytes,
  }),
  everyLayer: ({ allLayers }) => allLayers,
  reader: ({ patterns, maxFileBytes }) => ({
    reads: [{ globs: ['**'], maxBytes: maxFileBytes }],
    read: fileSearcher(rulesOf(patterns), searchLimits(maxFileBytes)),
  }),
  assemble: (files, { options }) => ({ found: searchPart(files, options) }),
});

/** A pattern of ours comes with its keywords and checks; of other people's every match counts. */
function rulesOf(patterns: readonly SearchPattern[]): SearchRule[] {
  const own = new Map(builtInRules.map((rule) => [keyOf(rule), rule]));
  return uniqueBy(patterns, keyOf).map((pattern) => own.get(keyOf(pattern)) ?? { ...pattern, near: null });
}

function keyOf({ name, regex }: SearchPattern): string {
  return `${name}=${regex}`;
}

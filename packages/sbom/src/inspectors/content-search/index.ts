import type { SearchPattern } from '@gantry/core';
import { defineInspector } from '../../inspecting/define-inspector.ts';
import { fileSearcher, type SearchFacts, searchLimits, searchPart } from '../_shared/search/search-part.ts';

interface Options {
  readonly patterns: readonly SearchPattern[];
  readonly allLayers: boolean;
  readonly maxFileBytes: number;
}

const defaultFileBytes = 16 * 2 ** 20;

/** What is searched for when nobody says otherwise: what rules of ready policies ask about. */
const ownPatterns: readonly SearchPattern[] = [
  { name: 'GPGCHECK_OFF', regex: '(?m)^[ \\t]*gpgcheck[ \\t]*=[ \\t]*(?:0|no|false|off)[ \\t]*\\r?$' },
];

/** Named regular expressions over the contents of all files. */
export const contentSearch = defineInspector<'contentSearch', Options, SearchFacts>({
  name: 'content-search',
  part: 'contentSearch',
  about: 'Searches the contents of files for named regular expressions.',
  revision: 1,
  options: ({ contentPatterns = ownPatterns, allLayers = false, limits }) => ({
    patterns: contentPatterns,
    allLayers,
    maxFileBytes: limits?.searchFileBytes ?? defaultFileBytes,
  }),
  everyLayer: ({ allLayers }) => allLayers,
  reader: ({ patterns, maxFileBytes }) => ({
    reads: [{ globs: ['**'], maxBytes: maxFileBytes }],
    read: fileSearcher(
      patterns.map((pattern) => ({ ...pattern, near: null })),
      searchLimits(maxFileBytes),
    ),
  }),
  assemble: (files, { options }) => ({ found: searchPart(files, options) }),
});

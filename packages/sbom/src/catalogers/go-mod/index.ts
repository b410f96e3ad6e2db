import { defineCataloger } from '../../cataloging/define-cataloger.ts';
import type { GoFileFacts } from './facts.ts';
import { readGoFile } from './read-go-file.ts';
import { toPackages } from './to-packages.ts';

/** Go modules that a source tree asks for. */
export const goMod = defineCataloger<GoFileFacts>({
  name: 'go-mod',
  revision: 1,
  about: 'Modules that a go.mod requires, replacements followed, with their sums from go.sum.',
  reads: [{ globs: ['**/go.mod', '**/go.sum'] }],
  yields: ['golang'],
  read: readGoFile,
  assemble: toPackages,
});

import { defineCataloger } from '../../cataloging/define-cataloger.ts';
import { assembleComposer } from './assemble.ts';
import type { ComposerFacts } from './facts.ts';
import { readComposerFile } from './read-file.ts';

/** PHP packages that Composer installed, and what composer.lock declares. */
export const composer = defineCataloger<ComposerFacts>({
  name: 'composer',
  revision: 1,
  about: 'Composer\u2019s installed.json of versions 1 and 2, and composer.lock.',
  reads: [{ globs: ['**/composer/installed.json', '**/composer.lock'], maxBytes: 32 * 1024 * 1024 }],
  yields: ['composer'],
  read: readComposerFile,
  assemble: assembleComposer,
});

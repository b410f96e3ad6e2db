import { defineCataloger } from '../../cataloging/define-cataloger.ts';
import { assembleGems } from './assemble.ts';
import type { GemFacts } from './facts.ts';
import { readGemfileLock } from './read-gemfile-lock.ts';
import { readGemspec } from './read-gemspec.ts';

/** Ruby gems, installed and locked. */
export const gem = defineCataloger<GemFacts>({
  name: 'gem',
  revision: 1,
  about: 'Installed gemspecs, read as text and never run, and Gemfile.lock.',
  reads: [
    { globs: ['**/specifications/**/*.gemspec'], maxBytes: 4 * 1024 * 1024 },
    { globs: ['**/Gemfile.lock', '**/gems.locked'], maxBytes: 16 * 1024 * 1024 },
  ],
  yields: ['gem'],
  read: (file) => (file.path.endsWith('.gemspec') ? readGemspec(file) : readGemfileLock(file)),
  assemble: assembleGems,
});

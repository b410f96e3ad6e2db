import { defineScheme } from '../_shared/scheme.ts';
import { compareComposer } from './compare.ts';
import { parseComposer } from './parse.ts';

export const composer = defineScheme({
  name: 'composer',
  follows: "composer/semver's VersionParser::normalize, ordered by PHP's version_compare",
  parse: parseComposer,
  compare: compareComposer,
});

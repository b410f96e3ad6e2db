import { defineScheme } from '../_shared/scheme.ts';
import { compareGem } from './compare.ts';
import { parseGem } from './parse.ts';

export const gem = defineScheme({
  name: 'gem',
  follows: "RubyGems 3, Gem::Version's <=>",
  parse: parseGem,
  compare: compareGem,
});

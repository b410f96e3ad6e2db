import { defineScheme } from '../_shared/scheme.ts';
import { comparePep440 } from './compare.ts';
import { parsePep440 } from './parse.ts';

export const pep440 = defineScheme({
  name: 'pep440',
  follows: 'PEP 440 (Version specifiers), as packaging.version orders it',
  parse: parsePep440,
  compare: comparePep440,
});

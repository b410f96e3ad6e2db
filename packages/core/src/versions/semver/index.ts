import { defineScheme } from '../_shared/scheme.ts';
import { compareSemver } from './compare.ts';
import { parseSemver } from './parse.ts';

export const semver = defineScheme({
  name: 'semver',
  follows: 'Semantic Versioning 2.0.0 as node-semver reads it (loose)',
  parse: parseSemver,
  compare: compareSemver,
});

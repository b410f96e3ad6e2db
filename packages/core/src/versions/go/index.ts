import { defineScheme } from '../_shared/scheme.ts';
import { compareGo } from './compare.ts';
import { parseGo } from './parse.ts';

export const go = defineScheme({
  name: 'go',
  follows: 'golang.org/x/mod/semver, and go/version for toolchains as the Go vulnerability database writes them',
  parse: parseGo,
  compare: compareGo,
});

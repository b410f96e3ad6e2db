import { defineScheme } from '../_shared/scheme.ts';
import { compareDeb } from './compare.ts';
import { parseDeb } from './parse.ts';

export const deb = defineScheme({
  name: 'deb',
  follows: 'dpkg, lib/dpkg/parsehelp.c and version.c (deb-version(7))',
  parse: parseDeb,
  compare: compareDeb,
});

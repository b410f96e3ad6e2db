import { defineScheme } from '../_shared/scheme.ts';
import { compareRpm } from './compare.ts';
import { parseRpm } from './parse.ts';

export const rpm = defineScheme({
  name: 'rpm',
  follows: 'rpm 4.18, rpmio/rpmvercmp.c and rpmver (rpm-version(7))',
  parse: parseRpm,
  compare: compareRpm,
});

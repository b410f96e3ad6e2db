import { defineScheme } from '../_shared/scheme.ts';
import { compareApk } from './compare.ts';
import { parseApk } from './parse.ts';

export const apk = defineScheme({
  name: 'apk',
  follows: 'apk-tools 3, src/version.c',
  parse: parseApk,
  compare: compareApk,
});

import type { Cataloger } from '../cataloging/define-cataloger.ts';
import { apk } from './apk/index.ts';
import { deb } from './deb/index.ts';
import { java } from './java/index.ts';
import { npm } from './npm/index.ts';
import { python } from './python/index.ts';

/** Every cataloger, in alphabetical order. */
export const catalogers: readonly Cataloger[] = [apk, deb, java, npm, python];

import type { Cataloger } from '../cataloging/define-cataloger.ts';
import { deb } from './deb/index.ts';

/** Every cataloger, in alphabetical order. */
export const catalogers: readonly Cataloger[] = [deb];

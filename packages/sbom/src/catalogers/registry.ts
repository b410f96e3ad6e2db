import type { Cataloger } from '../cataloging/define-cataloger.ts';

/** Every cataloger, in alphabetical order. */
export const catalogers: readonly Cataloger[] = [];

import type { Source } from './_shared/source.ts';

/** Every source, in alphabetical order. */
export const sources: readonly Source[] = [];

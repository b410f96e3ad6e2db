import type { Format } from './_shared/format.ts';

/** Every format, in alphabetical order. */
export const formats: readonly Format[] = [];

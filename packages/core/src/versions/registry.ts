import type { SchemeName, VersionScheme } from './_shared/scheme.ts';

/** Every version scheme, in alphabetical order. */
export const schemes: Partial<Record<SchemeName, VersionScheme>> = {};

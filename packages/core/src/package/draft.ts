import type { Package } from './package.ts';

/** A package before it has its id: what catalogers and decoders make. */
export type PackageDraft = Omit<Package, 'id'>;

import type { Source } from '../_shared/source.ts';

/** `sbom:PATH`, or `sbom:-` for standard input */
export const sbom: Source = {
  name: 'sbom',
  about: 'An SBOM document in JSON, from a file or from standard input (-)',
  open: async (target, options) => (await import('./open.ts')).openSbom(target, options),
};

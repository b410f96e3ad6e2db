import type { Source } from '../_shared/source.ts';

/** `registry:REFERENCE` */
export const registry: Source = {
  name: 'registry',
  about: 'An image in a registry: [HOST/]NAME[:TAG][@DIGEST]',
  open: async (target, options) => (await import('./open.ts')).openRegistry(target, options),
};

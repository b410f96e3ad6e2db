import type { Source } from '../_shared/source.ts';
import { openRegistry } from './open.ts';

/** `registry:REFERENCE` */
export const registry: Source = {
  name: 'registry',
  about: 'An image in a registry: [HOST/]NAME[:TAG][@DIGEST]',
  open: openRegistry,
};

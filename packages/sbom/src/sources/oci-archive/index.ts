import type { Source } from '../_shared/source.ts';

/** `oci-archive:PATH[:TAG]` */
export const ociArchive: Source = {
  name: 'oci-archive',
  about: 'An OCI image layout in a tar archive, plain or packed',
  open: async (target, options) => (await import('./open.ts')).openOciArchive(target, options),
};

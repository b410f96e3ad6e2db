import type { Source } from '../_shared/source.ts';

/** `oci-dir:PATH[:TAG]` */
export const ociDir: Source = {
  name: 'oci-dir',
  about: 'An OCI image layout in a folder, as skopeo, buildah, umoci and crane write it',
  open: async (target, options) => (await import('./open.ts')).openOciDir(target, options),
};

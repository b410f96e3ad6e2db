import type { Source } from '../_shared/source.ts';
import { openOciArchive } from './open.ts';

/** `oci-archive:PATH[:TAG]` */
export const ociArchive: Source = {
  name: 'oci-archive',
  about: 'An OCI image layout in a tar archive, plain or packed',
  open: openOciArchive,
};

import type { Source } from '../_shared/source.ts';
import { openDockerArchiveFile } from './open.ts';

/** `docker-archive:PATH[:NAME]` */
export const dockerArchive: Source = {
  name: 'docker-archive',
  about: 'A tar archive that docker save, podman save or skopeo wrote, plain or packed',
  open: openDockerArchiveFile,
};

import type { Source } from '../_shared/source.ts';

/** `docker-archive:PATH[:NAME]` */
export const dockerArchive: Source = {
  name: 'docker-archive',
  about: 'A tar archive that docker save, podman save or skopeo wrote, plain or packed',
  open: async (target, options) => (await import('./open.ts')).openDockerArchiveFile(target, options),
};

import type { Source } from '../_shared/source.ts';

/** `docker:REFERENCE` */
export const docker: Source = {
  name: 'docker',
  about: 'An image of the Docker daemon on this machine (or at DOCKER_HOST)',
  open: async (target, options) => (await import('./open.ts')).openDocker(target, options),
};

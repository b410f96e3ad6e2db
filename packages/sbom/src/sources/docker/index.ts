import type { Source } from '../_shared/source.ts';
import { openDocker } from './open.ts';

/** `docker:REFERENCE` */
export const docker: Source = {
  name: 'docker',
  about: 'An image of the Docker daemon on this machine (or at DOCKER_HOST)',
  open: openDocker,
};

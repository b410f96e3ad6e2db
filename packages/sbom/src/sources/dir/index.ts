import type { Source } from '../_shared/source.ts';

/** `dir:PATH` */
export const dir: Source = {
  name: 'dir',
  about: 'A folder: a source tree, an unpacked file system',
  open: async (target) => (await import('./open.ts')).openDir(target),
};

import type { Source } from '../_shared/source.ts';

/** `file:PATH` */
export const file: Source = {
  name: 'file',
  about: 'One file: a jar, a lock file, a program',
  open: async (target) => (await import('./open.ts')).openFile(target),
};

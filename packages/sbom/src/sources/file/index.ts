import type { Source } from '../_shared/source.ts';
import { openFile } from './open.ts';

/** `file:PATH` */
export const file: Source = {
  name: 'file',
  about: 'One file: a jar, a lock file, a program',
  open: openFile,
};

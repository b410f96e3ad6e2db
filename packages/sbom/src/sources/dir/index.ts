import type { Source } from '../_shared/source.ts';
import { openDir } from './open.ts';

/** `dir:PATH` */
export const dir: Source = {
  name: 'dir',
  about: 'A folder: a source tree, an unpacked file system',
  open: openDir,
};

import { defineCataloger } from '../../cataloging/define-cataloger.ts';
import { assemble } from './assemble.ts';
import { type DebFacts, read } from './read.ts';

export const deb = defineCataloger<DebFacts>({
  name: 'deb',
  revision: 1,
  about: 'Debian packages from dpkg databases: the status file, status.d of images without dpkg, and the file lists.',
  reads: [
    {
      globs: [
        '**/lib/dpkg/status',
        '**/lib/dpkg/status.d/*',
        '**/lib/dpkg/info/*.{conffiles,list,md5sums}',
        '**/usr/share/doc/*/copyright',
      ],
    },
  ],
  yields: ['deb'],
  read,
  assemble,
});

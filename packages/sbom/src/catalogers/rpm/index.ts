import { defineCataloger } from '../../cataloging/define-cataloger.ts';
import { assemble } from './assemble.ts';
import { type RpmFacts, read } from './read.ts';

export const rpm = defineCataloger<RpmFacts>({
  name: 'rpm',
  revision: 2,
  about: 'RPM packages from the RPM database: SQLite, NDB and Berkeley DB, and the manifests of images without one.',
  reads: [
    {
      globs: [
        '**/{var/lib,usr/share,usr/lib/sysimage}/rpm/{Packages,Packages.db,rpmdb.sqlite}',
        '**/var/lib/rpmmanifest/container-manifest-2',
      ],
      maxBytes: 256 * 1024 * 1024,
    },
  ],
  yields: ['rpm'],
  read,
  assemble,
});

import { defineInspector } from '../../inspecting/define-inspector.ts';
import { type HelperFacts, readHelper } from './read-helper.ts';
import { verifyPackages } from './verify-packages.ts';

export const verification = defineInspector<'verification', Record<string, never>, HelperFacts>({
  name: 'verification',
  part: 'verification',
  about: 'Compares installed files with what the databases of rpm, dpkg and apk say of them.',
  revision: 1,
  // What dpkg states, where it installs: a second pass over its layers would take far longer. Others are smaller, or have SHA-256.
  sums: [{ algorithm: 'md5', below: ['usr/', 'bin/', 'etc/', 'lib', 'sbin/', 'var/'] }],
  options: () => ({}),
  reader: () => ({
    reads: [{ globs: ['etc/{passwd,group}', 'var/lib/dpkg/diversions'], maxBytes: 2 ** 20 }],
    read: readHelper,
  }),
  assemble: verifyPackages,
});

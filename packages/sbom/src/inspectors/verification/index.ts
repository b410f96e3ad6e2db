import { defineInspector } from '../../inspecting/define-inspector.ts';
import { type HelperFacts, readHelper } from './read-helper.ts';
import { verifyPackages } from './verify-packages.ts';

export const verification = defineInspector<'verification', Record<string, never>, HelperFacts>({
  name: 'verification',
  part: 'verification',
  about: 'Compares installed files with what the databases of rpm, dpkg and apk say of them.',
  revision: 1,
  options: () => ({}),
  reader: () => ({
    reads: [{ globs: ['etc/{passwd,group}', 'var/lib/dpkg/diversions'], maxBytes: 2 ** 20 }],
    read: readHelper,
  }),
  assemble: verifyPackages,
});

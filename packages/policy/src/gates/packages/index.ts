import { defineGate } from '../../gating/define-gate.ts';
import { denylist } from './denylist.ts';
import { denylistNames } from './denylist-names.ts';
import { metadata } from './metadata.ts';
import { requiredPackage } from './required-package.ts';
import { verify } from './verify.ts';

export const packages = defineGate({
  name: 'packages',
  help: 'Looks at the packages of the artifact by name, version, type and licence.',
  artifacts: ['image', 'source', 'sbom'],
  triggers: [denylist, denylistNames, metadata, requiredPackage, verify],
});

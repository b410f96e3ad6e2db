import { defineGate } from '../../gating/define-gate.ts';
import { allowedBaseImageDigest, allowedBaseImageTag } from './allowed-base.ts';
import { denylistAncestorImageDigest, denylistAncestorImageTag } from './denied-ancestor.ts';
import { noAncestorsAnalyzed } from './no-ancestors-analyzed.ts';

export const ancestry = defineGate({
  name: 'ancestry',
  help: 'Looks at the analyzed images that an image was built on.',
  artifacts: ['image'],
  triggers: [
    allowedBaseImageDigest,
    allowedBaseImageTag,
    denylistAncestorImageDigest,
    denylistAncestorImageTag,
    noAncestorsAnalyzed,
  ],
});

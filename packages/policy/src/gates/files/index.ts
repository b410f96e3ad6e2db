import { defineGate } from '../../gating/define-gate.ts';
import { attributeMatch } from './attribute-match.ts';
import { binaryHardening } from './binary-hardening.ts';
import { contentRegexMatch } from './content-regex-match.ts';
import { nameMatch } from './name-match.ts';
import { privilegedExecutable } from './privileged-executable.ts';
import { suidOrGuidSet } from './suid-or-guid-set.ts';
import { unownedExecutable } from './unowned-executable.ts';
import { worldWritable } from './world-writable.ts';

export const files = defineGate({
  name: 'files',
  help: 'Looks at the files of the artifact: names, contents, permissions, digests, and how programs were built.',
  artifacts: ['image', 'source'],
  triggers: [
    attributeMatch,
    binaryHardening,
    contentRegexMatch,
    nameMatch,
    privilegedExecutable,
    suidOrGuidSet,
    unownedExecutable,
    worldWritable,
  ],
});

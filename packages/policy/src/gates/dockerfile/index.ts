import { defineGate } from '../../gating/define-gate.ts';
import { effectiveUser } from './effective-user.ts';
import { exposedPorts } from './exposed-ports.ts';
import { instruction } from './instruction.ts';
import { noDockerfileProvided } from './no-dockerfile-provided.ts';

export const dockerfile = defineGate({
  name: 'dockerfile',
  help: 'Looks at the Dockerfile that was handed in, else at one worked out from the history of the image.',
  artifacts: ['image'],
  triggers: [effectiveUser, exposedPorts, instruction, noDockerfileProvided],
});

import { defineGate } from '../../gating/define-gate.ts';
import { deny } from './deny.ts';

export const distro = defineGate({
  name: 'distro',
  help: 'Looks at the distribution of the image.',
  artifacts: ['image'],
  triggers: [deny],
});

import { defineGate } from '../../gating/define-gate.ts';
import { attribute } from './attribute.ts';

export const metadata = defineGate({
  name: 'metadata',
  help: 'Looks at facts of the image as a whole: size, platform, distribution, layers.',
  artifacts: ['image'],
  triggers: [attribute],
});

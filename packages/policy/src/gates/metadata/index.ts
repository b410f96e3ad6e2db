import { defineGate } from '../../gating/define-gate.ts';
import { annotation } from './annotation.ts';
import { attribute } from './attribute.ts';
import { createdAge } from './created-age.ts';
import { effectiveUid } from './effective-uid.ts';
import { label } from './label.ts';

export const metadata = defineGate({
  name: 'metadata',
  help: 'Looks at facts of the image as a whole: size, platform, distribution, layers, labels, user, build date.',
  artifacts: ['image'],
  triggers: [annotation, attribute, createdAge, effectiveUid, label],
});

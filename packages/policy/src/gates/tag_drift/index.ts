import { defineGate } from '../../gating/define-gate.ts';
import { packagesAdded, packagesModified, packagesRemoved } from './triggers.ts';

export const tagDrift = defineGate({
  name: 'tag_drift',
  help: 'Compares the packages of an image with those of the image that its tag named before.',
  artifacts: ['image'],
  triggers: [packagesAdded, packagesModified, packagesRemoved],
});

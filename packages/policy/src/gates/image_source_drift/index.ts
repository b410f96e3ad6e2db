import { defineGate } from '../../gating/define-gate.ts';
import { noRelatedSources } from './no-related-sources.ts';
import { packageDowngraded } from './package-downgraded.ts';
import { packageRemoved } from './package-removed.ts';

export const imageSourceDrift = defineGate({
  name: 'image_source_drift',
  help: 'Compares the packages of an image with those of the sources that it is said to contain.',
  artifacts: ['image'],
  triggers: [noRelatedSources, packageDowngraded, packageRemoved],
});

import { defineGate } from '../../gating/define-gate.ts';
import { always as alwaysTrigger } from './always.ts';

export const always = defineGate({
  name: 'always',
  help: 'Fires whatever the artifact is; for mappings that let nothing through and for trying out a policy.',
  artifacts: ['image', 'source', 'sbom'],
  triggers: [alwaysTrigger],
});

import { defineGate } from '../../gating/define-gate.ts';
import { graph } from './graph.ts';
import { requiredFields } from './required-fields.ts';

export const sbomQuality = defineGate({
  name: 'sbom_quality',
  help: 'Looks at how much an SBOM says: the elements that published lists ask for, and its graph of dependencies.',
  artifacts: ['image', 'source', 'sbom'],
  triggers: [graph, requiredFields],
});

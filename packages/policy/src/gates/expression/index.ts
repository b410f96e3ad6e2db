import { defineGate } from '../../gating/define-gate.ts';
import { cel } from './cel.ts';

export const expression = defineGate({
  name: 'expression',
  help: 'Asks a question in the Common Expression Language, for what no other trigger covers.',
  artifacts: ['image', 'source', 'sbom'],
  triggers: [cel],
});

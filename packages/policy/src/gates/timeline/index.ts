import { defineGate } from '../../gating/define-gate.ts';
import { decisionTable } from './decision-table.ts';
import { findingAge } from './finding-age.ts';
import { fixAge } from './fix-age.ts';
import { kevDue } from './kev-due.ts';

export const timeline = defineGate({
  name: 'timeline',
  help: 'Looks at how long vulnerabilities have been there, and at the due dates of published timelines.',
  artifacts: ['image', 'source', 'sbom'],
  triggers: [decisionTable, findingAge, fixAge, kevDue],
});

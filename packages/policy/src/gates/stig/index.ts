import { defineGate } from '../../gating/define-gate.ts';
import { noStigEvaluationsAvailable } from './no-stig-evaluations-available.ts';
import { stigEvaluationsOutdated } from './stig-evaluations-outdated.ts';

export const stig = defineGate({
  name: 'stig',
  help: 'Looks at the results of STIG evaluations that are stored with an image.',
  artifacts: ['image'],
  triggers: [noStigEvaluationsAvailable, stigEvaluationsOutdated],
});

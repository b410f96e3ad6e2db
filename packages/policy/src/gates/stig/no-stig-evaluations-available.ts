import { defineTrigger } from '../../gating/define-trigger.ts';
import { found } from '../../gating/outcome.ts';
import { evaluateStig, withEvaluations } from './with-evaluations.ts';

export const noStigEvaluationsAvailable = defineTrigger({
  name: 'no_stig_evaluations_available',
  help: 'Fires when no result of a STIG evaluation is stored with the image.',
  needs: ['stigEvaluations'],
  params: {},
  run: (context) =>
    withEvaluations(context, (stored) =>
      found(stored.length > 0 ? [] : [{ message: 'No STIG evaluation is stored with the image', fix: evaluateStig }]),
    ),
});

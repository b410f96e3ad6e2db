import type { StigEvaluation } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found } from '../../gating/outcome.ts';
import { required } from '../../gating/parameters.ts';
import { wholeNumber } from '../../gating/validators.ts';
import { daysBetween, readTime } from '../../model/time.ts';
import { evaluateStig, withEvaluations } from './with-evaluations.ts';

export const stigEvaluationsOutdated = defineTrigger({
  name: 'stig_evaluations_outdated',
  help: 'Fires when no stored STIG evaluation is fresh enough. One fresh evaluation keeps it silent; with none at all it fires.',
  needs: ['stigEvaluations'],
  params: {
    days: required('max_days_since_stig_evaluation', wholeNumber, {
      help: 'The age in days that is still fresh.',
      example: '30',
    }),
  },
  run: (context, { days }) =>
    withEvaluations(context, (stored) => {
      if (stored.some((one) => isFresh(context, one, days))) return found();
      return found([{ message: `No STIG evaluation of the image is younger than ${days} days`, fix: evaluateStig }]);
    }),
});

/** A date that lies in the future, or that nobody can read, proves nothing. */
function isFresh({ now }: GateContext, { evaluatedAt }: StigEvaluation, days: number): boolean {
  const time = readTime(evaluatedAt);
  if (time === null) return false;
  const age = daysBetween(time, now);
  return age <= days && age >= -1;
}

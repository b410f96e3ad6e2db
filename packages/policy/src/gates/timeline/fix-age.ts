import { defineTrigger } from '../../gating/define-trigger.ts';
import { required, withDefault } from '../../gating/parameters.ts';
import { oneOf, wholeNumber } from '../../gating/validators.ts';
import { daysBetween, readTime } from '../../model/time.ts';
import { dayOf } from '../_shared/days.ts';
import { hasFix } from '../_shared/matched.ts';
import { publishedAt } from './clocks.ts';
import { judgeMatches } from './judge.ts';
import { isOfSeverity, severityParameters } from './severity-parameters.ts';

export const fixAge = defineTrigger({
  name: 'fix_age',
  ours: true,
  help: 'Fires for each vulnerability whose fix has been there for longer than accepted. The day of a fix is known within bounds only: no earlier than the publication, no later than the last change of the advisory.',
  params: {
    maxDays: required('max_days', wholeNumber, {
      help: 'The age of a fix in days that is still accepted.',
      example: '30',
    }),
    ...severityParameters,
    unknownDate: withDefault('unknown_fix_date', oneOf('fire', 'ignore'), {
      help: 'What to do where the bounds do not decide: fire, or count it as not judged.',
      example: 'ignore',
      fallback: 'fire',
    }),
  },
  run: (context, values) =>
    judgeMatches(context, (subject) => {
      const { match } = subject;
      if (!hasFix(match) || !isOfSeverity(match, values)) return null;
      const age = (time: number | null) => (time === null ? null : daysBetween(time, context.now));
      const [from, to] = [publishedAt(subject), match.modified === null ? null : readTime(match.modified)];
      const [oldest, youngest] = [age(from), age(to)];
      if (oldest !== null && oldest <= values.maxDays) return null;
      const isSure = youngest !== null && youngest > values.maxDays;
      if (!isSure && values.unknownDate === 'ignore') return { unsure: 'the day of the fix is not known' };
      const bounds = [from === null ? [] : `after ${dayOf(from)}`, to === null ? [] : `by ${dayOf(to)}`].flat();
      const when = bounds.length > 0 ? `fixed ${bounds.join(' and ')}` : 'fixed, nobody tells when';
      return {
        late: `${when}; accepted are ${values.maxDays} days${isSure ? '' : ' (the day of the fix is not known)'}`,
      };
    }),
});

import { defineTrigger } from '../../gating/define-trigger.ts';
import { notEvaluated } from '../../gating/outcome.ts';
import { withDefault } from '../../gating/parameters.ts';
import { trueOrFalse, wholeNumber } from '../../gating/validators.ts';
import { isPastDay } from '../_shared/days.ts';
import { hasExploitedData, noExploitedData } from '../_shared/matched.ts';
import { judgeMatches } from './judge.ts';

export const kevDue = defineTrigger({
  name: 'kev_due',
  ours: true,
  help: "Fires for each package with an exploited vulnerability whose due date in CISA's catalogue has passed.",
  params: {
    graceDays: withDefault('grace_days', wholeNumber, {
      help: 'Days after the due date that are still accepted.',
      example: '3',
      fallback: '0',
    }),
    ransomwareOnly: withDefault('ransomware_only', trueOrFalse, {
      help: 'Only vulnerabilities that ransomware is known to use.',
      example: 'true',
      fallback: 'false',
    }),
  },
  run: (context, { graceDays, ransomwareOnly }) => {
    const { report } = context.facts;
    if (report && !hasExploitedData(report)) return notEvaluated(noExploitedData);
    return judgeMatches(context, ({ match: { knownExploited } }) => {
      if (!knownExploited || (ransomwareOnly && !knownExploited.ransomware)) return null;
      if (isPastDay(knownExploited.dueDate, context.now, graceDays) === false) return null;
      const grace = graceDays > 0 ? `, with ${graceDays} days of grace` : '';
      return { late: `was due on ${knownExploited.dueDate} by CISA's catalogue of exploited vulnerabilities${grace}` };
    });
  },
});

import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { optional, required, withDefault } from '../../gating/parameters.ts';
import { decimalNumber, oneOf, trueOrFalse, wholeNumber } from '../../gating/validators.ts';
import { daysBetween } from '../../model/time.ts';
import { dayOf } from '../_shared/days.ts';
import { hasFix, type Subject } from '../_shared/matched.ts';
import { earliest, firstSeen, noLineage, publishedAt } from './clocks.ts';
import { baseScoreOf } from './cvss.ts';
import { type Judgement, judgeMatches } from './judge.ts';
import { isOfSeverity, severityParameters } from './severity-parameters.ts';

const clocks = oneOf('lineage', 'published', 'earliest');

export const findingAge = defineTrigger({
  name: 'finding_age',
  ours: true,
  help: 'Fires for each vulnerability that is older than accepted, by a clock that rebuilding the image does not reset.',
  needs: ['firstSeen'],
  params: {
    maxDays: required('max_days', wholeNumber, { help: 'The age in days that is still accepted.', example: '30' }),
    ...severityParameters,
    cvssMin: optional('cvss_min', decimalNumber, {
      help: 'Only with this base score or more: CVSS v3 by NVD, else v2 by NVD, else any; without a score the lowest of its severity.',
      example: '7.0',
    }),
    fixAvailable: optional('fix_available', trueOrFalse, {
      help: 'Only vulnerabilities with a fixed version (true), or without one (false).',
      example: 'true',
    }),
    clock: withDefault('clock', clocks, {
      help: 'Counts from the first sight in this line of images (lineage), from publication (published), or from the earlier of both.',
      example: 'earliest',
      fallback: 'lineage',
    }),
  },
  run: (context, values) =>
    judgeMatches(
      context,
      (subject): Judgement => {
        const { match } = subject;
        if (!isOfSeverity(match, values)) return null;
        if (values.fixAvailable !== null && hasFix(match) !== values.fixAvailable) return null;
        if (values.cvssMin !== null) {
          const score = baseScoreOf(match);
          if (score === null) return { unsure: 'neither a score nor a severity is known' };
          if (score.value < values.cvssMin) return null;
        }
        const start = startOf(context, subject, values.clock);
        if (typeof start === 'string') return { unsure: start };
        if (daysBetween(start, context.now) <= values.maxDays) return null;
        return { late: `${says[values.clock]} since ${dayOf(start)}, more than ${values.maxDays} days` };
      },
      [noLineage],
    ),
});

const says = { lineage: 'seen in this line of images', published: 'published', earliest: 'known' } as const;

function startOf(context: GateContext, subject: Subject, clock: keyof typeof says): number | string {
  const published = publishedAt(subject);
  if (clock === 'published') return published ?? 'the day of publication is not known';
  const seen = firstSeen(context, subject);
  if (clock === 'lineage')
    return seen ?? (context.facts.firstSeen ? 'the day of the first sight cannot be read' : noLineage);
  return earliest([seen, published]) ?? 'neither the day of publication nor that of the first sight is known';
}

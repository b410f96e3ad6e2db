import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { notEvaluated } from '../../gating/outcome.ts';
import { required, type Values, withDefault } from '../../gating/parameters.ts';
import { oneOf, wholeNumber } from '../../gating/validators.ts';
import { dayLength, dayOf, firesFrom } from '../_shared/days.ts';
import { hasExploitedData, hasFix, noExploitedData, type Subject } from '../_shared/matched.ts';
import { earliest, firstSeen, listedAt, noLineage, publishedAt } from './clocks.ts';
import { decide } from './decide.ts';
import { decisionFacts } from './decision-facts.ts';
import { type Judgement, judgeMatches } from './judge.ts';
import { tableIds, tables } from './tables/index.ts';
import type { DecisionTable } from './tables/types.ts';

const params = {
  table: required('table', oneOf(...tableIds), { help: 'The published timeline to go by.', example: 'bod-26-04' }),
  exposure: withDefault('exposure', oneOf('public', 'internal', 'annotation'), {
    help: 'Whether the artifact can be reached from the internet: stated here, or by its annotation exposure=public or exposure=internal.',
    example: 'internal',
    fallback: 'annotation',
  }),
  unknownExposure: withDefault('unknown_exposure', oneOf('exposed', 'internal'), {
    help: 'What an artifact counts as of which nobody stated it.',
    example: 'internal',
    fallback: 'exposed',
  }),
  warnDays: withDefault('warn_days', wholeNumber, {
    help: 'Fire this many days before the due date already.',
    example: '7',
    fallback: '0',
  }),
  impact: withDefault('impact', oneOf('severity', 'N1', 'N2', 'N3', 'N4', 'N5'), {
    help: 'For the tables of FedRAMP VDR: the impact level of every vulnerability of the artifact, or one that its severity proposes.',
    example: 'N3',
    fallback: 'severity',
  }),
};

export const decisionTable = defineTrigger({
  name: 'decision_table',
  ours: true,
  help: 'Fires for each vulnerability that is past the due date of a published timeline. It shows dates; whether an obligation is met is for people to say.',
  needs: ['firstSeen', 'annotations'],
  params,
  run: (context, values) => {
    const table: DecisionTable = tables[values.table];
    const { report, annotations } = context.facts;
    if (report && table.uses.includes('kev') && !hasExploitedData(report)) return notEvaluated(noExploitedData);
    const isBlind = table.uses.includes('exposure') && values.exposure === 'annotation' && !annotations;
    if (isBlind && values.unknownExposure === 'internal') {
      return notEvaluated(
        'what people wrote on the image is not known: tell it with --annotation; the server keeps it, or set the parameter exposure',
      );
    }
    return judgeMatches(context, (subject) => judge(context, subject, { table, values }), [
      noLineage,
      noDecisionPoints,
    ]);
  },
});

const noDecisionPoints = 'no decision points of CISA (SSVC) were looked up: run gantry db update';

interface Question {
  readonly table: DecisionTable;
  readonly values: Values<typeof params>;
}

function judge(context: GateContext, subject: Subject, { table, values }: Question): Judgement {
  if (table.clock === 'fix' && !hasFix(subject.match)) return null;
  const { facts, says } = decisionFacts(subject, context.facts, values);
  const row = decide(table, facts);
  if (row === 'no-score') return { unsure: 'neither a score nor a severity is known' };
  if (row === null || row.within === null) return null;
  const start = startOf(context, subject, table);
  if (typeof start === 'string') return { unsure: start };
  const due = dueAt(start, row.within, values.warnDays);
  if (context.now < due.fires) {
    // The row for missing decision points is a guess when nobody looked them up: it may be late already.
    const isGuess = table.uses.includes('ssvc') && subject.match.ssvc === undefined && !facts.kev;
    return isGuess ? { unsure: noDecisionPoints } : null;
  }
  const rests = [...table.uses.map((use) => says[use]), `counted from ${dayOf(start)}`].join(', ');
  const isPast = context.now >= due.end;
  return { late: `${isPast ? 'was' : 'is'} due on ${dayOf(due.day)}: ${row.says} by ${table.title} (${rests})` };
}

/** A due date is a whole day in UTC; hours are counted as they are. */
function dueAt(start: number, within: number, warnDays: number): { day: number; end: number; fires: number } {
  const day = start + within * dayLength;
  if (within < 1) return { day, end: day, fires: day - warnDays * dayLength };
  return { day, end: firesFrom(day, 0), fires: firesFrom(day, warnDays) };
}

function startOf(context: GateContext, subject: Subject, { clock }: DecisionTable): number | string {
  if (clock === 'fix') return publishedAt(subject) ?? 'neither the day of the fix nor that of publication is known';
  const seen = firstSeen(context, subject);
  const start = clock === 'lineage' ? seen : earliest([seen, listedAt(subject)]);
  return start ?? (context.facts.firstSeen ? 'the day of the first sight cannot be read' : noLineage);
}

import type { Lifecycle, MatchReport } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { notEvaluated, type Outcome } from '../../gating/outcome.ts';
import { withDefault } from '../../gating/parameters.ts';
import { trueOrFalse, wholeNumber } from '../../gating/validators.ts';
import { readTime } from '../../model/time.ts';
import { dayOf, firesFrom } from '../_shared/days.ts';
import { noReport } from '../_shared/no-report.ts';

/** The parameters that say when support has ended. */
export const supportParameters = {
  daysBefore: withDefault('days_before', wholeNumber, {
    help: 'Fire this many days before the end already.',
    example: '90',
    fallback: '0',
  }),
  ignoreExtended: withDefault('ignore_extended', trueOrFalse, {
    help: 'Go by the end of the usual support alone, although extended support goes on (true); it is often sold separately.',
    example: 'true',
    fallback: 'false',
  }),
};

/** Hands the dates of support to a trigger. */
export function withLifecycles(
  { facts }: GateContext,
  run: (known: readonly Lifecycle[], unsure: NonNullable<MatchReport['lifecyclesUnsure']>) => Outcome,
): Outcome {
  if (facts.report === null) return notEvaluated(noReport);
  const { lifecycles, lifecyclesUnsure } = facts.report;
  if (!lifecycles) return notEvaluated('no dates of support are loaded: run gantry db update');
  return run(lifecycles, lifecyclesUnsure ?? []);
}

/** What a rule asks of a cycle. */
export interface SupportQuestion {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly daysBefore: number;
  readonly ignoreExtended: boolean;
}

/** When support ends or ended, in words, when it is over by the rule; `supported`; or `unknown`, where the data give no date. */
export function judgeSupport(
  one: Lifecycle,
  question: SupportQuestion,
): 'supported' | 'unknown' | { readonly says: string } {
  const usual = { date: one.endOfLife, of: 'its end of life' };
  const hasExtended = one.endOfExtendedSupport !== null && !question.ignoreExtended;
  const { date, of } = hasExtended ? { date: one.endOfExtendedSupport, of: 'the end of its extended support' } : usual;
  if (typeof date === 'boolean') return date ? { says: `has reached ${of}` } : 'supported';
  const end = date === null ? null : readTime(date);
  if (end === null) return 'unknown';
  if (question.now < firesFrom(end, question.daysBefore)) return 'supported';
  return {
    says: question.now < firesFrom(end, 0) ? `reaches ${of} on ${dayOf(end)}` : `has reached ${of} on ${dayOf(end)}`,
  };
}

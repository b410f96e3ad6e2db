import { compareSeverity, type MatchReport, severities } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart } from '../../gating/outcome.ts';
import { optional, required, type Values, withDefault } from '../../gating/parameters.ts';
import { oneOf, trueOrFalse, wholeNumber } from '../../gating/validators.ts';
import { packageClass } from '../_shared/about-package.ts';
import { comparisons, holds } from '../_shared/compare.ts';
import { hasFix, reportGaps, type Subject, subjects, withReport } from '../_shared/matched.ts';
import { unreadReasons } from '../_shared/unread.ts';
import { count as counted } from '../_shared/words.ts';

const params = {
  severity: required('severity', oneOf(...severities), { help: 'The severity of what is counted.', example: 'high' }),
  comparison: withDefault('severity_comparison', oneOf(...comparisons), {
    help: 'How the severity is compared.',
    example: '=',
    fallback: '>=',
  }),
  max: required('max', wholeNumber, { help: 'The most that is still accepted.', example: '4' }),
  fixAvailable: optional('fix_available', trueOrFalse, {
    help: 'Count only vulnerabilities with a fixed version (true), or without one (false).',
    example: 'true',
  }),
  packageType: withDefault('package_type', oneOf('all', 'os', 'non-os'), {
    help: 'Which packages: those of the distribution (os), those of languages (non-os), or all.',
    example: 'os',
    fallback: 'all',
  }),
};

export const countTrigger = defineTrigger({
  name: 'count',
  ours: true,
  help: 'Fires once when more different vulnerabilities were found than accepted; one that is in several packages counts once.',
  params,
  run: (context, values) => withReport(context, (report) => judge(context, report, values)),
});

function judge(context: GateContext, report: MatchReport, values: Values<typeof params>) {
  const isWanted = ({ match, one }: Subject): boolean =>
    (values.packageType === 'all' || packageClass(one) === values.packageType) &&
    holds(compareSeverity(match.severity, values.severity), values.comparison, 0) &&
    (values.fixAvailable === null || hasFix(match) === values.fixAvailable);
  const { found } = subjects(context, report);
  const different = new Set(found.filter(isWanted).map(({ match }) => match.vulnerability)).size;
  const gaps = [...reportGaps(context, report, () => true), ...unreadReasons(context.facts.bill)];
  if (different <= values.max) return foundInPart([], gaps);
  const what = counted(different, 'vulnerability', 'vulnerabilities');
  const message = `${what} of severity ${values.comparison} ${values.severity} found, more than the accepted ${values.max}`;
  return foundInPart([{ message }], gaps);
}

import type { MatchReport } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, notEvaluated, type Outcome, type Raised } from '../../gating/outcome.ts';
import { aboutPackage, packageClass } from '../_shared/about-package.ts';
import {
  hasExploitedData,
  hasForecasts,
  noExploitedData,
  reportGaps,
  type Subject,
  subjects,
  withReport,
} from '../_shared/matched.ts';
import { unreadReasons } from '../_shared/unread.ts';
import { upgrade } from '../_shared/upgrade.ts';
import { formerTriggerIds, vulnerabilityTriggerId } from '../_shared/vulnerability-id.ts';
import { count } from '../_shared/words.ts';
import { type Condition, packageConditions } from './package-conditions.ts';
import { packageMessage } from './package-message.ts';
import { type PackageValues, packageParameters } from './package-parameters.ts';

export const packageTrigger = defineTrigger({
  name: 'package',
  help: 'Fires for each vulnerability of a package for which all given conditions hold.',
  needs: ['vulnerabilityAnnotations'],
  needsWith: ({ inherited }) => (inherited === null ? [] : ['ancestry']),
  params: packageParameters,
  run: (context, values) =>
    withReport(context, (report) => {
      const missing = missingFacts(context, report, values);
      return missing === null ? judge(context, report, values) : notEvaluated(missing);
    }),
});

/** Facts that the rule as a whole needs and that are not there. */
function missingFacts({ facts }: GateContext, report: MatchReport, values: PackageValues): string | null {
  if ((values.epssScore !== null || values.epssPercentile !== null) && !hasForecasts(report)) {
    return 'no EPSS scores are loaded: run gantry db update';
  }
  if (values.inherited !== null && !facts.base) {
    return 'the image was not compared with a base image: name one with --base, or have the server analyze it';
  }
  if (values.knownExploited !== null && !hasExploitedData(report)) return noExploitedData;
  if (values.annotationStatus !== null && !facts.vulnerabilityAnnotations) {
    return 'nobody looked for what people stated of vulnerabilities: the server keeps such annotations';
  }
  return null;
}

function judge(context: GateContext, report: MatchReport, values: PackageValues): Outcome {
  const conditions = packageConditions(context, values);
  const { found, lost } = subjects(context, report);
  const raised: Raised[] = [];
  const unsure = new Map<string, number>();
  for (const subject of found) {
    const result = judgeAll(conditions, subject);
    if (result === true) raised.push(raise(subject, values));
    else if (result !== false) unsure.set(result, (unsure.get(result) ?? 0) + 1);
  }
  return foundInPart(raised, [
    ...[...unsure].map(([because, matches]) => `${count(matches, 'match', 'matches')}: ${because}`),
    ...(lost > 0 ? [`${count(lost, 'match', 'matches')} of packages that are not in the bill`] : []),
    ...reportGaps(context, report, (one) => values.packageType === 'all' || packageClass(one) === values.packageType),
    ...unreadReasons(context.facts.bill),
  ]);
}

/** False wins over "cannot be said", which wins over true. */
function judgeAll(conditions: readonly Condition[], subject: Subject): boolean | string {
  let because: string | null = null;
  for (const condition of conditions) {
    const result = condition(subject);
    if (result === false) return false;
    if (result !== true) because ??= result;
  }
  return because ?? true;
}

function raise(subject: Subject, values: PackageValues): Raised {
  const { match, one } = subject;
  const fix = upgrade(subject);
  return {
    message: packageMessage(subject, values),
    triggerId: vulnerabilityTriggerId(match.vulnerability, one),
    formerIds: formerTriggerIds(match, one),
    vulnerability: match.vulnerability,
    ...(fix ? { fix } : {}),
    ...aboutPackage(one),
  };
}

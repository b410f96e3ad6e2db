import type { MatchReport } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { foundInPart, notEvaluated, type Outcome, type Raised } from '../../gating/outcome.ts';
import { aboutPackage, nameAndVersion } from '../_shared/about-package.ts';
import { reportGaps, type Subject, subjects, withReport } from '../_shared/matched.ts';
import { unreadReasons } from '../_shared/unread.ts';
import { upgrade } from '../_shared/upgrade.ts';
import { formerTriggerIds, vulnerabilityTriggerId } from '../_shared/vulnerability-id.ts';
import { count } from '../_shared/words.ts';

/** What a rule says of a match: nothing; what is late (the words behind `CVE-1 in lodash 1.0.0: `); or why it cannot say. */
export type Judgement = null | { readonly late: string } | { readonly unsure: string };

/**
 * Judges every match. When nothing is late and some could not be judged for want of a whole part of the facts (`missing`), the rule as a
 * whole is not evaluated: a clock that nobody kept must not pass as "in time".
 */
export function judgeMatches(
  context: GateContext,
  judge: (subject: Subject, report: MatchReport) => Judgement,
  missing: readonly string[] = [],
): Outcome {
  return withReport(context, (report) => {
    const raised: Raised[] = [];
    const unsure = new Map<string, number>();
    for (const subject of subjects(context, report).found) {
      const judgement = judge(subject, report);
      if (judgement === null) continue;
      if ('late' in judgement) raised.push(raise(subject, judgement.late));
      else unsure.set(judgement.unsure, (unsure.get(judgement.unsure) ?? 0) + 1);
    }
    const wanting = missing.find((because) => unsure.has(because));
    if (wanting !== undefined && raised.length === 0) return notEvaluated(wanting);
    return foundInPart(raised, [
      ...[...unsure].map(([because, matches]) => `${count(matches, 'match', 'matches')}: ${because}`),
      ...reportGaps(context, report, () => true),
      ...unreadReasons(context.facts.bill),
    ]);
  });
}

/** The id is that of the vulnerability and the package, so that an exception outlives the passing of days. */
function raise(subject: Subject, late: string): Raised {
  const { match, one } = subject;
  const fix = upgrade(subject);
  return {
    message: `${match.vulnerability} in ${nameAndVersion(one)}: ${late}`,
    triggerId: vulnerabilityTriggerId(match.vulnerability, one),
    formerIds: formerTriggerIds(match, one),
    vulnerability: match.vulnerability,
    ...(fix ? { fix } : {}),
    ...aboutPackage(one),
  };
}

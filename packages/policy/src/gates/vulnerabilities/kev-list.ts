import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, notEvaluated, type Raised } from '../../gating/outcome.ts';
import { type Values, withDefault } from '../../gating/parameters.ts';
import { trueOrFalse, wholeNumber } from '../../gating/validators.ts';
import { aboutPackage } from '../_shared/about-package.ts';
import { isPastDay } from '../_shared/days.ts';
import {
  hasExploitedData,
  noExploitedData,
  reportGaps,
  type Subject,
  subjects,
  withReport,
} from '../_shared/matched.ts';
import { unreadReasons } from '../_shared/unread.ts';
import { upgrade } from '../_shared/upgrade.ts';

const params = {
  onlyPastDue: withDefault('only_past_due', trueOrFalse, {
    help: "Only vulnerabilities whose due date in CISA's catalogue has passed.",
    example: 'true',
    fallback: 'false',
  }),
  graceDays: withDefault('grace_days', wholeNumber, {
    help: 'With only_past_due=true: days after the due date that are still accepted.',
    example: '3',
    fallback: '0',
  }),
  ransomwareOnly: withDefault('ransomware_only', trueOrFalse, {
    help: 'Only vulnerabilities that ransomware is known to use.',
    example: 'true',
    fallback: 'false',
  }),
};

export const kevList = defineTrigger({
  name: 'kev_list',
  help: "Fires once for each vulnerability found that is in CISA's catalogue of exploited ones.",
  params,
  run: (context, values) =>
    withReport(context, (report) => {
      if (!hasExploitedData(report)) return notEvaluated(noExploitedData);
      const byVulnerability = new Map<string, Subject[]>();
      for (const subject of subjects(context, report).found) {
        if (!isWanted(subject, values, context.now)) continue;
        const { vulnerability } = subject.match;
        byVulnerability.set(vulnerability, [...(byVulnerability.get(vulnerability) ?? []), subject]);
      }
      const gaps = [...reportGaps(context, report, () => true), ...unreadReasons(context.facts.bill)];
      return foundInPart(
        [...byVulnerability].map(([id, hits]) => raise(id, hits)),
        gaps,
      );
    }),
});

/** A due date that cannot be read has passed: the catalogue says that the vulnerability is exploited all the same. */
function isWanted({ match: { knownExploited } }: Subject, values: Values<typeof params>, now: number): boolean {
  if (!knownExploited || (values.ransomwareOnly && !knownExploited.ransomware)) return false;
  return !values.onlyPastDue || isPastDay(knownExploited.dueDate, now, values.graceDays) !== false;
}

function raise(vulnerability: string, hits: readonly Subject[]): Raised {
  const message = `Vulnerability ${vulnerability} is in the CISA Known Exploited Vulnerabilities catalog`;
  const [first, ...others] = hits;
  if (!first || others.length > 0) return { message, vulnerability };
  const fix = upgrade(first);
  return { message, vulnerability, ...(fix ? { fix } : {}), ...aboutPackage(first.one) };
}

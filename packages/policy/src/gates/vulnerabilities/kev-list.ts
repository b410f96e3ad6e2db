import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, notEvaluated, type Raised } from '../../gating/outcome.ts';
import { aboutPackage } from '../_shared/about-package.ts';
import { unreadReasons } from '../_shared/unread.ts';
import { upgrade } from './package.ts';
import { hasExploitedData, reportGaps, type Subject, subjects, withReport } from './report.ts';

export const kevList = defineTrigger({
  name: 'kev_list',
  help: "Fires once for each vulnerability found that is in CISA's catalogue of exploited ones.",
  params: {},
  run: (context) =>
    withReport(context, (report) => {
      if (!hasExploitedData(report)) return notEvaluated("CISA's catalogue of exploited vulnerabilities is not loaded");
      const byVulnerability = new Map<string, Subject[]>();
      for (const subject of subjects(context, report).found) {
        const { knownExploited, vulnerability } = subject.match;
        if (!knownExploited) continue;
        byVulnerability.set(vulnerability, [...(byVulnerability.get(vulnerability) ?? []), subject]);
      }
      const gaps = [...reportGaps(context, report, () => true), ...unreadReasons(context.facts.bill)];
      return foundInPart(
        [...byVulnerability].map(([id, hits]) => raise(id, hits)),
        gaps,
      );
    }),
});

function raise(vulnerability: string, hits: readonly Subject[]): Raised {
  const message = `Vulnerability ${vulnerability} is in the CISA Known Exploited Vulnerabilities catalog`;
  const [first, ...others] = hits;
  if (!first || others.length > 0) return { message, vulnerability };
  const fix = upgrade(first);
  return { message, vulnerability, ...(fix ? { fix } : {}), ...aboutPackage(first.one) };
}

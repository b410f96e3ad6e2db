import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, type Raised } from '../../gating/outcome.ts';
import { aboutPackage, nameAndVersion } from '../_shared/about-package.ts';
import { reportGaps, type Subject, subjects, withReport } from '../_shared/matched.ts';
import { unreadReasons } from '../_shared/unread.ts';

export const maliciousPackage = defineTrigger({
  name: 'malicious_package',
  ours: true,
  help: 'Fires for each package that an advisory calls malware.',
  params: {},
  run: (context) =>
    withReport(context, (report) => {
      const hits = subjects(context, report).found.filter(({ match }) => match.malicious);
      const gaps = [...reportGaps(context, report, () => true), ...unreadReasons(context.facts.bill)];
      return foundInPart(hits.map(raise), gaps);
    }),
});

function raise({ match, one }: Subject): Raised {
  return {
    message: `Malicious package: ${nameAndVersion(one)} (${match.advisory})`,
    vulnerability: match.vulnerability,
    fix: { kind: 'remove', packageId: one.id, name: one.name },
    ...aboutPackage(one),
  };
}

import { describeChecks } from '../../testing/describe-checks.ts';
import { aBill, aDataSource, aPackage, aReport, someFacts } from '../../testing/index.ts';

const lodash = aPackage('npm', 'lodash');
const fine = someFacts();
const sources = (feed: string, fetchedAt: string) =>
  someFacts({
    report: aReport([], {
      sources: [aDataSource(feed === 'osv' ? 'Debian' : feed, { feed, fetchedAt, releases: ['Debian:12'] })],
    }),
  });

describeChecks('coverage', {
  'osv-data-old': [sources('osv', '2026-11-18T11:00:00Z'), sources('osv', '2026-11-20T11:00:00Z')],
  'kev-data-old': [sources('kev', '2026-11-18T11:00:00Z'), sources('kev', '2026-11-20T11:00:00Z')],
  'epss-data-old': [sources('epss', '2026-11-10T11:00:00Z'), sources('epss', '2026-11-16T11:00:00Z')],
  'eol-data-old': [sources('eol', '2026-10-10T11:00:00Z'), sources('eol', '2026-11-01T11:00:00Z')],
  'sample-data-old': [sources('osv', '2026-11-10T11:00:00Z'), sources('osv', '2026-11-21T11:00:00Z')],
  'distro-data-missing': [someFacts({ report: aReport([], { sources: [] }) }), fine],
  'language-data-missing': [someFacts({ bill: aBill([aPackage('cargo', 'time')]) }), fine],
  'distro-unknown': [someFacts({ bill: aBill([], { distro: null }) }), fine],
  'parts-unread': [
    someFacts({ bill: aBill([], { unread: [{ path: '/x', by: 'rpm', code: 'X', because: 'y' }] }) }),
    fine,
  ],
  'packages-not-compared': [
    someFacts({
      bill: aBill([lodash]),
      report: aReport([], { notEvaluated: [{ packageId: lodash.id, reason: 'no-version', because: 'x' }] }),
    }),
    someFacts({ bill: aBill([lodash]) }),
  ],
  'bill-empty': [fine, someFacts({ bill: aBill([lodash]) })],
});

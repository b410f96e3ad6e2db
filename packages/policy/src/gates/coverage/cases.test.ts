import { describeTriggers } from '../../testing/describe-triggers.ts';
import {
  aBill,
  aDataSource,
  anInspection,
  aPackage,
  aReport,
  aScan,
  inspected,
  someFacts,
} from '../../testing/index.ts';

const lodash = aPackage('npm', 'lodash');
const libc = aPackage('deb', 'libc6');
const unread = [
  { path: '/b.jar', by: 'java-archive', code: 'SBOM_BAD', because: 'it is cut off', layer: 'sha256:l' },
  { path: '/a.rpm', by: 'rpm', code: 'SBOM_BAD', because: 'it is damaged' },
];
const damaged = someFacts({
  bill: aBill([lodash], { unread: [...unread, ...unread] }),
  inspection: anInspection({ unread: [{ path: '/c', by: 'malware', code: 'X', because: 'it is too large' }] }),
});
const gaps = [
  { packageId: lodash.id, reason: 'no-version', because: '' },
  { packageId: lodash.id, reason: 'no-data', because: '' },
] as const;
const withGaps = someFacts({ bill: aBill([lodash, libc]), report: aReport([], { notEvaluated: gaps }) });
const loaded = (...sources: Parameters<typeof aDataSource>[]) =>
  someFacts({ report: aReport([], { sources: sources.map((args) => aDataSource(...args)) }) });
const old = '2026-11-01T00:00:00Z';
const noReport = (params: Record<string, string>) =>
  [params, someFacts({ report: null }), ['error not_evaluated'], 'gantry db update'] as const;
const folder = { kind: 'directory', target: '.', path: '/x' } as const;

describeTriggers('coverage', {
  empty_bill: {
    fires: [[{}, someFacts(), ['No package was found: nothing was compared with advisories']]],
    silent: [[{}, someFacts({ bill: aBill([lodash]) })]],
    refuses: [[{ a: '1' }, ['unknown_parameter']]],
    missing: 'every artifact has a list of packages, empty or not',
  },
  facts_not_collected: {
    fires: [
      [
        { parts: 'malware,files,ancestry' },
        inspected({ files: { entries: [] } }),
        ['Facts were not collected: malware', 'Facts were not collected: ancestry'],
      ],
      [{ parts: 'files' }, someFacts(), ['Facts were not collected: files']],
    ],
    silent: [
      [{ parts: 'files,malware' }, inspected({ files: { entries: [] }, malware: [] })],
      [{ parts: 'stigEvaluations' }, someFacts({ stigEvaluations: [] })],
    ],
    refuses: [
      [{}, ['missing_parameter']],
      [{ parts: 'files,luck' }, ['invalid_parameter']],
    ],
    missing: 'what is missing is what it fires for',
  },
  missing_data: {
    fires: [
      [
        { feeds: 'kev,epss,nvd' },
        loaded(['kev', { feed: 'kev' }]),
        ['No data of epss are loaded', 'No data of nvd are loaded'],
      ],
      [{ feeds: 'osv' }, loaded(['npm', { records: 0 }]), ['No data of osv are loaded']],
      [{ feeds: 'kev' }, loaded(['x', { feed: 'starter' }]), ['No data of kev are loaded']],
    ],
    silent: [
      [{ feeds: 'osv,kev' }, loaded(['npm'], ['kev', { feed: 'kev' }])],
      [{ feeds: 'malware' }, inspected({ malware: [aScan()] })],
      [{ feeds: 'malware' }, loaded(['x', { feed: 'malware-hashes' }])],
    ],
    refuses: [[{ feeds: 'rss' }, ['invalid_parameter']]],
    missing: [noReport({ feeds: 'kev' })],
  },
  stale_data: {
    fires: [
      [
        { feed: 'osv', max_days: '2' },
        loaded(['npm'], ['PyPI', { fetchedAt: old }]),
        ['The data of osv are older than 2 days'],
      ],
      [
        { feed: 'kev', max_days: '2' },
        loaded(['kev', { feed: 'kev', fetchedAt: 'soon' }]),
        ['The data of kev are older than 2 days'],
      ],
      [{ feed: 'eol', max_days: '2' }, loaded(['npm']), ['No data of eol are loaded']],
      [
        { feed: 'malware', max_days: '7' },
        inspected({ malware: [aScan({ signaturesAt: old })] }),
        ['The data of malware are older than 7 days'],
      ],
      [
        { feed: 'malware', max_days: '7' },
        inspected({ malware: [aScan({ signaturesAt: null })] }, { report: null }),
        ['The data of malware are older than 7 days'],
      ],
    ],
    silent: [
      [{ feed: 'osv', max_days: '2' }, loaded(['npm'], ['kev', { feed: 'kev', fetchedAt: old }])],
      [{ feed: 'malware', max_days: '7' }, inspected({ malware: [aScan()] })],
    ],
    refuses: [
      [{}, ['missing_parameter', 'missing_parameter']],
      [{ feed: 'rss', max_days: '1.5' }, ['invalid_parameter', 'invalid_parameter']],
    ],
    missing: [noReport({ feed: 'kev', max_days: '2' })],
  },
  unknown_distro: {
    fires: [
      [{}, someFacts({ bill: aBill([lodash], { distro: null }) }), ['The distribution is not known']],
      [
        {},
        someFacts({ bill: aBill([libc], { distro: null, source: { kind: 'other', target: 'x' } }) }),
        ['The distribution is not known: its packages cannot be compared with advisories'],
      ],
    ],
    silent: [[{}, someFacts()]],
    refuses: [[{ a: '1' }, ['unknown_parameter']]],
    missing: [
      [
        {},
        someFacts({ bill: aBill([lodash], { distro: null, source: folder }) }),
        ['warn not_applicable'],
        'no packages of a distribution',
      ],
    ],
  },
  unmatched_packages: {
    fires: [
      [
        {},
        withGaps,
        ['1 of 2 packages could not be compared with advisories (no-version 1, no-data 1); accepted: 0 %'],
      ],
      [
        { reasons: 'no-data', max_percent: '49.9' },
        withGaps,
        ['1 of 2 packages could not be compared with advisories (no-data 1); accepted: 49.9 %'],
      ],
    ],
    silent: [
      [{ max_percent: '50' }, withGaps],
      [{ reasons: 'unknown-kind' }, withGaps],
      [{}, someFacts()],
    ],
    refuses: [[{ reasons: 'bored', max_percent: '101' }, ['invalid_parameter', 'invalid_parameter']]],
    missing: [noReport({})],
  },
  unread_files: {
    fires: [
      [
        {},
        damaged,
        [
          'Could not be read by rpm: /a.rpm: it is damaged',
          'Could not be read by java-archive: /b.jar: it is cut off',
          'Could not be read by malware: /c: it is too large',
        ],
      ],
      [{ by: 'rpm' }, damaged, ['Could not be read by rpm: /a.rpm: it is damaged']],
    ],
    silent: [
      [{}, someFacts()],
      [{ by: 'deb' }, damaged],
    ],
    refuses: [[{ by: ',' }, ['invalid_parameter']]],
    missing: 'what could not be read is what it fires for',
  },
});

import type { Lifecycle, MatchReport } from '@gantry/core';
import { describeTriggers } from '../../testing/describe-triggers.ts';
import { aBill, aPackage, aReport, someFacts } from '../../testing/index.ts';

const python = aPackage('deb', 'python3.8', { version: '3.8.20' });
const node = aPackage('npm', 'node', { version: '99' });
const packages = [python, node];

function cycle(more: Partial<Lifecycle>): Lifecycle {
  return {
    packageId: null,
    product: 'debian',
    label: 'Debian',
    cycle: '12',
    endOfActiveSupport: null,
    endOfLife: '2026-06-10',
    endOfExtendedSupport: '2028-06-30',
    latest: null,
    lts: false,
    how: 'distro',
    ...more,
  };
}
const runtime = (more: Partial<Lifecycle> = {}) =>
  cycle({
    packageId: python.id,
    product: 'python',
    label: 'Python',
    cycle: '3.8',
    endOfLife: '2024-10-07',
    endOfExtendedSupport: null,
    ...more,
  });
const known = (lifecycles: Lifecycle[], lifecyclesUnsure: MatchReport['lifecyclesUnsure'] = []) =>
  someFacts({ bill: aBill(packages), report: aReport([], { lifecycles, lifecyclesUnsure }) });
const unsure = { packageId: node.id, product: 'nodejs', because: 'no cycle is called 99' };
const missing = [
  [{}, someFacts({ report: null }), ['error not_evaluated'], 'gantry db update'],
  [{}, someFacts(), ['error not_evaluated'], 'no dates of support are loaded'],
] as const;
const folder = { kind: 'directory', target: '.', path: '/x' } as const;

describeTriggers('eol', {
  distro: {
    fires: [
      [{ ignore_extended: 'true' }, known([cycle({})]), ['Debian 12 has reached its end of life on 2026-06-10']],
      [
        {},
        known([cycle({ endOfExtendedSupport: '2026-11-20' })]),
        ['Debian 12 has reached the end of its extended support on 2026-11-20'],
      ],
      [
        { days_before: '30', ignore_extended: 'true' },
        known([cycle({ endOfLife: '2026-12-21' })]),
        ['Debian 12 reaches its end of life on 2026-12-21'],
      ],
      [{}, known([cycle({ endOfLife: true, endOfExtendedSupport: null })]), ['Debian 12 has reached its end of life']],
    ],
    silent: [
      [{}, known([cycle({})])],
      [{ ignore_extended: 'true' }, known([cycle({ endOfLife: '2026-11-21' })])],
      [{ ignore_extended: 'true', days_before: '29' }, known([cycle({ endOfLife: '2026-12-21' })])],
      [{}, known([cycle({ endOfLife: true, endOfExtendedSupport: false })])],
    ],
    refuses: [[{ days_before: '-1', ignore_extended: 'no' }, ['invalid_parameter', 'invalid_parameter']]],
    missing: [
      ...missing,
      [{}, known([]), ['error not_evaluated'], 'of the distribution are not known'],
      [
        {},
        known([], [{ packageId: null, product: 'debian', because: 'no cycle is called sid' }]),
        ['error not_evaluated'],
        'no cycle is called sid',
      ],
      [
        {},
        known([cycle({ endOfLife: null, endOfExtendedSupport: null })]),
        ['error not_evaluated'],
        'no end of support of Debian 12',
      ],
      [
        {},
        someFacts({ bill: aBill([], { source: folder, distro: null }) }),
        ['warn not_applicable'],
        'no distribution',
      ],
    ],
  },
  package: {
    fires: [
      [{}, known([cycle({}), runtime()]), ['Python 3.8 (python3.8 3.8.20) has reached its end of life on 2024-10-07']],
      [
        { products: 'python,ruby' },
        known([runtime({ endOfLife: true })]),
        ['Python 3.8 (python3.8 3.8.20) has reached its end of life'],
      ],
    ],
    silent: [
      [{ products: 'ruby' }, known([runtime()], [unsure])],
      [{}, known([cycle({ endOfLife: true }), runtime({ endOfLife: '2027-01-01' })])],
    ],
    refuses: [[{ products: ',' }, ['invalid_parameter']]],
    missing: [
      ...missing,
      [{}, known([], [unsure]), ['warn partly_evaluated'], 'no cycle is called 99'],
      [{}, known([runtime({ endOfLife: null })]), ['warn partly_evaluated'], 'no end of support of Python 3.8'],
    ],
  },
  unknown: {
    fires: [
      [{}, known([], [unsure]), ['The support of debian 12 is not known']],
      [
        { packages: 'true' },
        known([cycle({})], [unsure]),
        ['The support of node 99 is not known: no cycle is called 99'],
      ],
    ],
    silent: [
      [{}, known([cycle({})], [unsure])],
      [{}, someFacts({ bill: aBill([], { distro: null }), report: aReport([], { lifecycles: [] }) })],
    ],
    refuses: [[{ packages: 'some' }, ['invalid_parameter']]],
    missing,
  },
});

import type { Package } from '@gantry/core';
import { describeTriggers } from '../../testing/describe-triggers.ts';
import { aBill, aPackage, someFacts } from '../../testing/index.ts';

const npm = (name: string, version: string | null = '1.0.0') => aPackage('npm', name, { version });
const related = (now: Package[], ...sources: Package[][]) =>
  someFacts({
    bill: aBill(now),
    relatedSources: sources.map((packages, index) => ({ digest: `source-${index}`, packages })),
  });
const none = [
  [{}, someFacts(), ['error not_evaluated'], 'related to each other'],
  [{}, someFacts({ bill: aBill([], { source: { kind: 'other', target: 'x' } }) }), ['warn not_applicable'], 'an SBOM'],
] as const;
const missing = [...none, [{}, related([]), ['warn not_applicable'], 'any analyzed source']] as const;
const refuses = [
  [{ package_types: ',' }, ['invalid_parameter']],
  [{ package_type: 'npm' }, ['unknown_parameter']],
] as const;
const older = (name: string, from: string, to: string) =>
  `Package is older than in the source: ${name} ${from} instead of ${to}`;

describeTriggers('image_source_drift', {
  no_related_sources: {
    fires: [[{}, related([]), ['The image is not said to contain any analyzed source']]],
    silent: [[{}, related([], [])]],
    refuses: [[{ package_types: 'npm' }, ['unknown_parameter']]],
    missing: none,
  },
  package_downgraded: {
    fires: [
      [{}, related([npm('a'), npm('b')], [npm('a', '1.10.0'), npm('b')]), [older('a', '1.0.0', '1.10.0')]],
      [
        { package_types: 'npm' },
        related([npm('a', '1.9.0')], [], [npm('a', '1.10.0')]),
        [older('a', '1.9.0', '1.10.0')],
      ],
    ],
    silent: [
      [{}, related([npm('a', '1.10.0')], [npm('a', '1.9.0')])],
      [{}, related([npm('a', '2.0.0'), npm('a', '1.0.0')], [npm('a', '2.0.0'), npm('a', '1.0.0')])],
      [{ package_types: 'java,python' }, related([npm('a')], [npm('a', '2.0.0')])],
      [{}, related([aPackage('pypi', 'a')], [npm('a', '2.0.0')])],
      [{}, related([npm('a', 'odd')], [npm('a', 'odd')])],
    ],
    refuses,
    missing: [
      ...missing,
      [{}, related([npm('a', null)], [npm('a')]), ['warn partly_evaluated'], '1 package could not be compared'],
      [{}, related([npm('a', 'odd')], [npm('a')]), ['warn partly_evaluated'], '1 package could not be compared'],
    ],
  },
  package_removed: {
    fires: [
      [
        {},
        related([npm('a')], [npm('b'), npm('a', '2.0.0')], [npm('b', '3.0.0')]),
        ['Package of the source is not in the image: b 1.0.0, 3.0.0'],
      ],
    ],
    silent: [
      [{}, related([npm('a'), npm('c')], [npm('a', '2.0.0')])],
      [{ package_types: 'java' }, related([], [npm('a')])],
    ],
    refuses,
    missing,
  },
});

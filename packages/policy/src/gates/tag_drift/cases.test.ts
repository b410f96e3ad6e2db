import type { Package } from '@gantry/core';
import { describeTriggers } from '../../testing/describe-triggers.ts';
import { aBill, aPackage, someFacts } from '../../testing/index.ts';

const curl = aPackage('deb', 'curl');
const newer = aPackage('deb', 'curl', { version: '2.0.0' });
const lodash = aPackage('npm', 'lodash');
const namesake = aPackage('npm', 'curl');
const drifted = (now: Package[], before: Package[]) =>
  someFacts({ bill: aBill(now), previous: { digest: 'sha256:before', packages: before } });
const first = someFacts({ previous: 'none' });
const unread = [{ path: '/x', by: 'dpkg', code: 'X', because: 'y' }];
const missing = [
  [{}, someFacts(), ['error not_evaluated'], 'the tag named before is not known'],
  [{}, someFacts({ tag: null }), ['warn not_applicable'], 'not asked for by a tag'],
  [{}, someFacts({ bill: aBill([], { source: { kind: 'other', target: 'x' } }) }), ['warn not_applicable'], 'an SBOM'],
  [
    {},
    someFacts({ bill: aBill([], { unread }), previous: { digest: 'd', packages: [] } }),
    ['warn partly_evaluated'],
    'could not be read',
  ],
] as const;
const refuses = [[{ type: 'apk' }, ['unknown_parameter']]] as const;

describeTriggers('tag_drift', {
  packages_added: {
    fires: [
      [
        {},
        drifted([lodash, curl, namesake], [curl]),
        ['Package was added: curl 1.0.0 (npm)', 'Package was added: lodash 1.0.0 (npm)'],
      ],
      [{ package_type: 'dpkg' }, drifted([lodash, curl], []), ['Package was added: curl 1.0.0 (dpkg)']],
      [{ package_type: 'deb' }, drifted([lodash, curl], []), ['Package was added: curl 1.0.0 (dpkg)']],
    ],
    silent: [
      [{}, drifted([newer], [curl, lodash])],
      [{ package_type: 'apk' }, drifted([curl], [])],
      [{}, first],
    ],
    refuses,
    missing,
  },
  packages_modified: {
    fires: [
      [{}, drifted([newer], [curl]), ['Package was changed: curl from 1.0.0 to 2.0.0 (dpkg)']],
      [{}, drifted([newer, curl], [curl]), ['Package was changed: curl from 1.0.0 to 1.0.0, 2.0.0 (dpkg)']],
    ],
    silent: [
      [{}, drifted([curl, lodash], [curl])],
      [{}, drifted([curl], [aPackage('deb', 'curl', { path: '/elsewhere' })])],
      [{}, first],
    ],
    refuses,
    missing,
  },
  packages_removed: {
    fires: [[{}, drifted([curl], [lodash, curl]), ['Package was removed: lodash 1.0.0 (npm)']]],
    silent: [
      [{}, drifted([lodash, newer], [curl])],
      [{ package_type: 'dpkg' }, drifted([], [lodash])],
      [{}, first],
    ],
    refuses,
    missing,
  },
});

import type { VerifiedFile } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { describeTriggers } from '../../testing/describe-triggers.ts';
import {
  aBill,
  aDocument,
  aFile,
  aPackage,
  aRule,
  aVerification,
  inspected,
  someFacts,
  verdictOf,
} from '../../testing/index.ts';

const telnet = aPackage('deb', 'telnetd', { version: '0.17-41' });
const lodash = aPackage('npm', 'lodash', {
  version: '4.17.15',
  licenses: [{ value: 'MIT', spdx: 'MIT', type: 'declared' }],
});
const blank = aPackage('golang', 'example.com/app', { version: null });
const all = [telnet, lodash, blank];
const facts = someFacts({ bill: aBill(all) });
const unread = [{ path: '/a.jar', by: 'maven', code: 'X', because: 'damaged' }];
const damaged = someFacts({ bill: aBill([], { unread }) });

function differing(path: string, status: VerifiedFile['status'], packageName = 'telnetd'): VerifiedFile {
  return { packageId: `deb-${packageName}`, packageName, path, status, what: status === 'changed' ? ['digest'] : [] };
}

const changed = differing('/usr/sbin/telnetd', 'changed');
const missing = differing('/usr/share/doc/telnetd', 'missing');
const other = differing('/usr/bin/ssh', 'changed', 'ssh');
const verified = inspected({ verification: aVerification({ files: [other, changed, missing] }) }, { bill: aBill(all) });
const said = (name: string, path: string, status: string) =>
  `VERIFY check against package db for package '${name}' failed on entry '${path}' with status: '${status}'`;
const lodashSaid = ['Package metadata match: lodash-4.17.15 (npm)'];
const telnetSaid = ['Package metadata match: telnetd-0.17-41 (dpkg)'];

describeTriggers('packages', {
  denylist: {
    fires: [[{ name: 'telnetd', version: '0.17-41' }, facts, ['Package is denylisted: telnetd-0.17-41']]],
    silent: [[{ name: 'telnet' }, facts]],
    refuses: [[{ names: 'a' }, ['unknown_parameter', 'missing_parameter']]],
    missing: [
      [{ name: 'example.com/app', version: '1' }, facts, ['warn partly_evaluated'], 'could not be read'],
      [{ name: 'x' }, damaged, ['warn partly_evaluated'], '/a.jar'],
    ],
  },
  denylist_names: {
    fires: [
      [
        { names: 'telnetd, example.com/app,nc' },
        facts,
        ['Package is denylisted: telnetd 0.17-41', 'Package is denylisted: example.com/app'],
      ],
    ],
    silent: [[{ names: 'telnet,loda' }, facts]],
    refuses: [
      [{}, ['missing_parameter']],
      [{ names: ' ' }, ['invalid_parameter']],
    ],
    missing: [[{ names: 'x' }, damaged, ['warn partly_evaluated'], '/a.jar']],
  },
  metadata: {
    fires: [
      [{ name: 'lo*' }, facts, lodashSaid],
      [{ name: 'l.*sh$', name_comparison: 'like' }, facts, lodashSaid],
      [{ name: 'x,lo*', name_comparison: 'in' }, facts, lodashSaid],
      [{ type: 'npm', version: '4.17.21', version_comparison: '<' }, facts, lodashSaid],
      [{ name: 'telnetd', version: '0.17-9', version_comparison: '>=' }, facts, telnetSaid],
      [{ type: 'npm,go', type_comparison: 'not_in' }, facts, telnetSaid],
      [{ license: 'GPL', license_comparison: 'not_like', type: 'npm' }, facts, lodashSaid],
      [{ name: 'lodash', name_comparison: '!=', type: 'dpkg' }, facts, telnetSaid],
    ],
    silent: [
      [{ name: 'lod', name_comparison: '=' }, facts],
      [{ type: 'npm', version: '4.17.15', version_comparison: '!=' }, facts],
      [{ license: 'M.T', license_comparison: 'not_like', type: 'npm' }, facts],
    ],
    refuses: [
      [{ name: 'a', name_comparison: '<' }, ['invalid_parameter']],
      [{ version: '(', version_comparison: 'like' }, ['invalid_parameter']],
    ],
    missing: [
      [{}, facts, ['warn partly_evaluated'], 'sets no comparison'],
      [{ version: '1', version_comparison: '>=', type: 'go' }, facts, ['warn partly_evaluated'], '1 package'],
      [{ name: 'x' }, damaged, ['warn partly_evaluated'], '/a.jar'],
    ],
  },
  required_package: {
    fires: [[{ name: 'x' }, facts, ['Required input package (x) is not present in container image']]],
    silent: [[{ name: 'lodash', version: '4.17.9', version_match_type: 'minimum' }, facts]],
    refuses: [[{ name: 'a', version_match_type: 'max' }, ['invalid_parameter']]],
    missing: [[{ name: 'example.com/app', version: '1' }, facts, ['error not_evaluated'], 'could not be read']],
  },
  verify: {
    fires: [
      [
        {},
        verified,
        [
          said('ssh', '/usr/bin/ssh', 'changed'),
          said('telnetd', '/usr/sbin/telnetd', 'changed'),
          said('telnetd', '/usr/share/doc/telnetd', 'missing'),
        ],
      ],
      [{ check: 'missing' }, verified, [said('telnetd', '/usr/share/doc/telnetd', 'missing')]],
      [
        { only_packages: 'telnetd', only_directories: '/usr/sbin,/etc' },
        verified,
        [said('telnetd', '/usr/sbin/telnetd', 'changed')],
      ],
    ],
    silent: [
      [{}, inspected({ verification: aVerification() })],
      [{ only_packages: 'bash' }, verified],
      [{ only_directories: '/opt' }, verified],
    ],
    refuses: [[{ check: 'removed', only_packages: ',' }, ['invalid_parameter', 'invalid_parameter']]],
    missing: [
      [{}, facts, ['error not_evaluated'], 'gantry check --inspect'],
      [
        {},
        inspected(
          { verification: aVerification({ notCompared: [{ packageId: 'deb-telnetd', because: 'no digests' }] }) },
          { bill: aBill(all) },
        ),
        ['warn partly_evaluated'],
        '1 package without anything to compare with: telnetd',
      ],
    ],
  },
});

describe('policy/gates/packages', () => {
  it('verify names the layer and the instruction that changed a file, when files were listed', () => {
    const layer = `sha256:${'1'.repeat(64)}`;
    const entries = [aFile(changed.path, { layer })];
    const where = inspected({ verification: aVerification({ files: [changed] }), files: { entries } });
    const [finding] = verdictOf(aDocument([aRule('packages.verify')]), where).findings;
    expect(finding).toMatchObject({ packageId: 'deb-telnetd', path: changed.path, layer });
    expect(finding?.fix).toMatchObject({ says: expect.stringContaining('(the digest differs)') });
  });
});

import { md5OfText, readLicense } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { describeTriggers } from '../../testing/describe-triggers.ts';
import { aBill, aDocument, aMapping, aPackage, aRule, someFacts, verdictOf } from '../../testing/index.ts';

const licensed = (kind: 'deb' | 'npm', name: string, ...texts: string[]) =>
  aPackage(kind, name, { licenses: texts.map((text) => readLicense(text)) });

const git = licensed('deb', 'git', 'GPL-2.0-only', 'BSD-2-clause GPLv2+ Boost');
const lodash = licensed('npm', 'lodash', 'MIT');
const dual = licensed('npm', 'dual', 'MIT OR GPL-3.0-only');
const both = licensed('npm', 'both', 'MIT AND SSPL-1.0');
const odd = licensed('deb', 'odd', 'see the file COPYING');
const bare = licensed('npm', 'bare');
const facts = someFacts({ bill: aBill([git, odd, bare, both, dual, lodash]) });
const readable = someFacts({ bill: aBill([git, both, dual, lodash]) });
const unread = [{ path: '/a.jar', by: 'maven', code: 'X', because: 'damaged' }];
const damaged = someFacts({ bill: aBill([], { unread }) });

const full = (list: string) => [`LICFULLMATCH Packages are installed that have denylisted licenses: ${list}`];
const part = (list: string) => [`LICSUBMATCH Packages are installed that have denylisted licenses: ${list}`];

describeTriggers('licenses', {
  denylist_exact_match: {
    fires: [
      [{ licenses: 'BSD-2-clause' }, facts, full('git(BSD-2-clause)')],
      [{ licenses: 'Boost,MIT' }, facts, full('git(Boost), both(MIT), dual(MIT), lodash(MIT)')],
      [{ licenses: 'GPL-2.0-or-later' }, facts, full('git(GPLv2+)')],
      [{ licenses: 'SSPL-1.0', package_type: 'non-os' }, facts, full('both(SSPL-1.0)')],
    ],
    silent: [
      [{ licenses: 'AGPL-3.0-only' }, facts],
      [{ licenses: 'GPL' }, facts],
      [{ licenses: 'Boost', package_type: 'non-os' }, facts],
    ],
    refuses: [
      [{}, ['missing_parameter']],
      [{ licenses: 'MIT', package_type: 'java' }, ['invalid_parameter']],
    ],
    missing: [[{ licenses: 'MIT' }, damaged, ['warn partly_evaluated'], '/a.jar']],
  },
  denylist_partial_match: {
    fires: [
      [{ licenses: 'GPL' }, readable, part('git(GPL-2.0-only), git(GPLv2+), dual(GPL-3.0-only)')],
      [{ licenses: 'SSPL', package_type: 'non-os' }, facts, part('both(SSPL-1.0)')],
    ],
    silent: [
      [{ licenses: 'gpl' }, readable],
      [{ licenses: 'Boost', package_type: 'non-os' }, facts],
    ],
    refuses: [[{ licenses: ' , ' }, ['invalid_parameter']]],
    missing: [[{ licenses: 'GPL' }, damaged, ['warn partly_evaluated'], '/a.jar']],
  },
  not_allowed: {
    fires: [
      [
        { licenses: 'MIT', package_type: 'non-os' },
        readable,
        ['Package license is not allowed: both 1.0.0 (MIT AND SSPL-1.0)'],
      ],
      [
        { licenses: 'MIT,SSPL-1.0,see the file COPYING' },
        someFacts({ bill: aBill([licensed('deb', 'a', 'GPL-2.0-only', 'MIT'), both, odd]) }),
        ['Package license is not allowed: a 1.0.0 (GPL-2.0-only)'],
      ],
    ],
    silent: [
      [{ licenses: 'MIT,SSPL-1.0', package_type: 'non-os' }, readable],
      [{ licenses: 'The MIT License' }, someFacts({ bill: aBill([lodash, dual]) })],
    ],
    refuses: [[{ licences: 'MIT' }, ['unknown_parameter', 'missing_parameter']]],
    missing: [
      [
        { licenses: 'MIT' },
        someFacts({ bill: aBill([odd, bare]) }),
        ['warn partly_evaluated'],
        '2 packages with licences that cannot be read, or without any',
      ],
      [{ licenses: 'MIT' }, damaged, ['warn partly_evaluated'], '/a.jar'],
    ],
  },
  unknown: {
    fires: [
      [{}, facts, ['2 packages of 6 without a known license (more than 0%)']],
      [
        { max_percent: '20', package_type: 'non-os' },
        facts,
        ['1 package of 4 without a known license (more than 20%)'],
      ],
    ],
    silent: [
      [{}, readable],
      [{ max_percent: '33.4' }, facts],
      [{}, someFacts({ bill: aBill([]) })],
    ],
    refuses: [[{ max_percent: 'few' }, ['invalid_parameter']]],
    missing: [[{}, damaged, ['warn partly_evaluated'], '/a.jar']],
  },
});

describe('policy/gates/licenses', () => {
  it('an allowlist of format version 1 still covers a denied licence', () => {
    const said = 'LICFULLMATCH Packages are installed that have blacklisted licenses: git(Boost)';
    const items = [{ id: 'i', gate: 'licenses', trigger_id: md5OfText(`licensesblacklist_exact_match${said}`) }];
    const document = aDocument([aRule('licenses.blacklist_exact_match', { licenses: 'Boost' })], {
      allowlists: [{ id: 'a', name: 'old', version: '1_0', items }],
      mappings: [aMapping({ allowlist_ids: ['a'] })],
    });
    expect(verdictOf(document, facts)).toMatchObject({ finalAction: 'go', findings: [{ allowlisted: true }] });
  });
});

import { md5OfText } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import {
  aBill,
  aDocument,
  aMapping,
  aPackage,
  aRule,
  ruleProblems,
  runRule,
  someFacts,
  verdictOf,
} from '../../testing/index.ts';

const telnet = aPackage('deb', 'telnetd', { version: '0.17-41' });
const lodash = aPackage('npm', 'lodash', {
  version: '4.17.15',
  licenses: [{ value: 'MIT', spdx: 'MIT', type: 'declared' }],
});
const blank = aPackage('golang', 'example.com/app', { version: null });
const facts = someFacts({ bill: aBill([telnet, lodash, blank]) });

describe('policy/gates/packages', () => {
  it.each([
    ['denylist', { name: 'telnetd' }, ['Package is denylisted: telnetd']],
    ['denylist', { name: 'telnetd', version: '0.17-41' }, ['Package is denylisted: telnetd-0.17-41']],
    ['denylist', { name: 'telnetd', version: '1' }, []],
    ['denylist', { name: 'ssh' }, []],
    ['required_package', { name: 'lodash' }, []],
    ['required_package', { name: 'x' }, ['Required input package (x) is not present in container image']],
    [
      'required_package',
      { name: 'x', version: '1' },
      ['Required input package (x,1) is not present in container image'],
    ],
    [
      'required_package',
      { name: 'lodash', version: '4.17.21' },
      ['Required input package (lodash) is present (4.17.15), but not at the version specified in policy (lodash)'],
    ],
    ['required_package', { name: 'lodash', version: '4.17.9', version_match_type: 'minimum' }, []],
    [
      'required_package',
      { name: 'lodash', version: '4.17.21', version_match_type: 'minimum' },
      [
        'Required min-version input package (lodash) is present (4.17.15), but is lower version than what is specified in policy (4.17.21)',
      ],
    ],
    ['metadata', { name: 'lo*' }, ['Package metadata match: lodash-4.17.15 (npm)']],
    ['metadata', { type: 'dpkg', name: 'telnetd', name_comparison: '!=' }, []],
    [
      'metadata',
      { type: 'npm', license: 'GPL*', license_comparison: '!=' },
      ['Package metadata match: lodash-4.17.15 (npm)'],
    ],
    ['metadata', { license: 'MIT' }, ['Package metadata match: lodash-4.17.15 (npm)']],
    ['metadata', { type: 'npm', version: '4.*' }, ['Package metadata match: lodash-4.17.15 (npm)']],
  ])('%s %j', (trigger, params, messages) => {
    expect(runRule(`packages.${trigger}`, params as unknown as Record<string, string>, facts).messages).toEqual(
      messages,
    );
  });

  it.each([
    ['denylist', { name: 'example.com/app', version: '1' }, 'warn partly_evaluated'],
    ['required_package', { name: 'example.com/app', version: '1' }, 'error not_evaluated'],
    [
      'required_package',
      { name: 'example.com/app', version: '1', version_match_type: 'minimum' },
      'error not_evaluated',
    ],
    ['metadata', { version: '1' }, 'warn partly_evaluated'],
    ['metadata', {}, 'warn partly_evaluated'],
  ])('%s %j cannot judge a package without a version', (trigger, params, problem) => {
    expect(runRule(`packages.${trigger}`, params as unknown as Record<string, string>, facts).problems).toEqual([
      problem,
    ]);
  });

  it('is not clean when parts of the artifact could not be read', () => {
    const unread = [{ path: '/a.jar', by: 'maven', code: 'X', because: 'damaged' }];
    const result = runRule('packages.denylist', { name: 'x' }, someFacts({ bill: aBill([], { unread }) }));
    expect(result).toMatchObject({ action: 'warn', problems: ['warn partly_evaluated'] });
  });

  it('an allowlist of format version 1 still covers a denied package', () => {
    const id = md5OfText('packagesblacklistPackage is blacklisted: telnetd');
    const items = [{ id: 'i', gate: 'packages', trigger_id: id }];
    const document = aDocument([aRule('packages.denylist', { name: 'telnetd' })], {
      allowlists: [{ id: 'a', name: 'old', version: '1_0', items }],
      mappings: [aMapping({ allowlist_ids: ['a'] })],
    });
    expect(verdictOf(document, facts)).toMatchObject({ finalAction: 'go', findings: [{ allowlisted: true }] });
  });

  it.each([
    ['denylist', {}, ['missing_parameter']],
    ['required_package', { name: 'a', version_match_type: 'max' }, ['invalid_parameter']],
    ['metadata', { name: 'a', name_comparison: '>' }, ['invalid_parameter']],
    ['bogus', {}, ['unknown_trigger']],
  ])('%s refuses %j', (trigger, params, problems) => {
    expect(ruleProblems(`packages.${trigger}`, params as unknown as Record<string, string>)).toEqual(problems);
  });
});

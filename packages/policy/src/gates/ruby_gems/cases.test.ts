import { md5OfText } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { describeTriggers } from '../../testing/describe-triggers.ts';
import {
  aBill,
  aDocument,
  aMapping,
  aPackage,
  aRule,
  ruleProblems,
  someFacts,
  verdictOf,
} from '../../testing/index.ts';

const packages = [aPackage('gem', 'json'), aPackage('deb', 'yaml')];
const facts = someFacts({ bill: aBill(packages) });
const damaged = someFacts({ bill: aBill([], { unread: [{ path: '/x', by: 'gem', code: 'X', because: 'y' }] }) });

const noFeed = {
  fires: 'it is never evaluated',
  silent: 'it is never evaluated',
  refuses: [[{ a: '1' }, ['unknown_parameter']]],
  missing: [[{}, facts, ['error not_evaluated'], 'a list of every published gem']],
} as const;

describeTriggers('ruby_gems', {
  denylist: {
    fires: [
      [{ name: 'json' }, facts, ['Gem Package is denylisted: json']],
      [{ name: 'json', version: '1.0.0' }, facts, ['Gem Package is denylisted: json-1.0.0']],
    ],
    silent: [
      [{ name: 'json', version: '2.0.0' }, facts],
      [{ name: 'yaml' }, facts],
    ],
    refuses: [
      [{}, ['missing_parameter']],
      [{ name: 'a', names: 'b' }, ['unknown_parameter']],
    ],
    missing: [[{ name: 'a' }, damaged, ['warn partly_evaluated'], 'could not be read']],
  },
  feed_data_unavailable: {
    fires: [[{}, facts, ['No list of every published gem is there: checks that need it are not evaluated']]],
    silent: 'such a list is never there',
    refuses: [[{ a: '1' }, ['unknown_parameter']]],
    missing: 'it looks at nothing',
  },
  newer_version_found_in_feed: noFeed,
  not_found_in_feed: noFeed,
  version_not_found_in_feed: noFeed,
});

describe('policy/gates/ruby_gems', () => {
  it.each([
    ['blacklist', md5OfText('ruby_gemsblacklistGem Package is blacklisted: json'), { name: 'json' }],
    ['feed_data_unavailable', '58d7d6d2d3299c3c10f08a6a8ab95bb4', {}],
  ])('an allowlist of format version 1 covers %s', (trigger, id, params) => {
    const document = aDocument([aRule(`ruby_gems.${trigger}`, params)], {
      version: '1_0',
      allowlists: [{ id: 'a', name: 'a', version: '1_0', items: [{ id: 'i', gate: 'ruby_gems', trigger_id: id }] }],
      mappings: [aMapping({ allowlist_ids: ['a'] })],
    });
    expect(verdictOf(document, facts).findings).toMatchObject([{ allowlisted: true }]);
  });

  it('warns on reading that it is deprecated', () => {
    expect(ruleProblems('ruby_gems.feed_data_unavailable', {})).toEqual(['deprecated']);
  });
});

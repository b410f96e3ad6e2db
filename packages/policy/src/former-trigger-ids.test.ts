import { readLicense } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import {
  aBill,
  aDocument,
  aMapping,
  aMatch,
  aPackage,
  aReport,
  aRule,
  inspected,
  retrieved,
  someFacts,
  verdictOf,
} from './testing/index.ts';

/** Version 1 of the format had other words in triggers and messages: what its allowlists name is still allowed. */
describe('policy trigger ids of version 1', () => {
  const root = 'root:x:0:0:root:/root:/bin/bash';
  const kept = inspected({ retrievedFiles: retrieved({ '/etc/passwd': root }) });
  const licensed = someFacts({ bill: aBill([aPackage('deb', 'bash', { licenses: [readLicense('GPL-3.0-only')] })]) });
  const debian = someFacts({ bill: aBill([aPackage('deb', 'curl', { version: '7.88' })]) });
  const one = aPackage('deb', 'curl');
  const matched = someFacts({ bill: aBill([one]), report: aReport([aMatch(one, 'CVE-1')]) });
  it.each([
    ['licenses.blacklist_exact_match', { licenses: 'GPL-3.0-only' }, licensed, 'd754ff0ab80efd94d5f00040307b80cf'],
    ['licenses.blacklist_partial_match', { licenses: 'GPL' }, licensed, '594002c10fc3ec8d1826a71ba03c5b82'],
    ['packages.blacklist', { name: 'curl' }, debian, '5f21bab88b395802f09956562717ff63'],
    ['packages.blacklist', { name: 'curl', version: '7.88' }, debian, 'c2d717b412da6f6515c3146d6087e6c9'],
    ['passwd_file.blacklist_usernames', { usernameblacklist: 'root' }, kept, '221b6783e31b5d0253e412bc4101df25'],
    ['passwd_file.blacklist_userids', { useridblacklist: '0' }, kept, '9e4ded48ca5f2bacd89d4f17b1fd1013'],
    ['passwd_file.blacklist_groupids', { group_ids: '0' }, kept, '2fc61c5d0cf9869527845b1c49808340'],
    ['passwd_file.blacklist_shells', { shells: '/bin/bash' }, kept, 'acb8110c066f80e1759e0722e87d8097'],
    ['passwd_file.blacklist_full_entry', { entry: root }, kept, '4d63eb44496ebbfe9aa645e9a56c44f8'],
    ['vulnerabilities.blacklist', { vulnerability_ids: 'CVE-1' }, matched, '36e3b0fd8fdb4995b7b9459ca2fbeaa8'],
  ])('%s %j', (what, params, facts, id) => {
    const items = [{ id: 'i', gate: what.split('.')[0], trigger_id: id }];
    const document = aDocument([aRule(what, params as Record<string, string>)], {
      version: '1_0',
      allowlists: [{ id: 'a', name: 'old', version: '1_0', items }],
      mappings: [aMapping({ allowlist_ids: ['a'] })],
    });
    expect(verdictOf(document, facts)).toMatchObject({ finalAction: 'go', findings: [{ allowlisted: true }] });
  });
});

import { md5OfText } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { describeTriggers, type TriggerCases } from '../../testing/describe-triggers.ts';
import { aBill, aDocument, aMapping, aRule, inspected, retrieved, someFacts, verdictOf } from '../../testing/index.ts';

const entry = {
  root: 'root:x:0:0:root:/root:/bin/bash',
  adm: 'adm:x:3:4:adm:/var/adm:/sbin/nologin',
  toor: 'toor:x:0:0::/root:/bin/sh',
};
const text = `# comment\n${entry.root}\r\n\n${entry.adm}\n${entry.toor}\nbroken\n+::::::\n`;
const facts = inspected({ retrievedFiles: retrieved({ '/etc/passwd': text }) });
const without = inspected({ retrievedFiles: retrieved({ '/etc/passwd': null, '/etc/shadow': null }) });
const unasked = inspected({ retrievedFiles: retrieved({}) });
const skipped = [{ path: '/etc/passwd', because: 'larger than 1 MiB' }];
const tooLarge = inspected({ retrievedFiles: { wanted: ['/etc/passwd'], files: [], skipped } });
const source = { kind: 'directory', target: 'x', path: '/x' } as const;
const folder = inspected(
  { retrievedFiles: retrieved({ '/etc/passwd': null, '/etc/shadow': null }) },
  { tag: null, bill: aBill([], { source }) },
);

const denied = (word: string, value: string, pentry: string) =>
  `Denylisted ${word} '${value}' found in image's /etc/passwd: pentry=${pentry}`;

function missing(params: Readonly<Record<string, string>>): TriggerCases['missing'] {
  return [
    [params, someFacts(), ['error not_evaluated'], 'gantry check --inspect'],
    [params, unasked, ['error not_evaluated'], '/etc/passwd was not among the files that were kept'],
    [params, tooLarge, ['error not_evaluated'], 'larger than 1 MiB'],
    [params, folder, ['warn not_applicable'], 'the folder has no /etc/passwd'],
  ];
}

describeTriggers('passwd_file', {
  content_not_available: {
    fires: [without, unasked, tooLarge].map((where) => [
      {},
      where,
      ['Cannot locate /etc/passwd in image stored files archive: check analyzer settings.'],
    ]),
    silent: [[{}, facts]],
    refuses: [[{ path: '/etc/passwd' }, ['unknown_parameter']]],
    missing: [
      [{}, someFacts(), ['error not_evaluated'], 'no files were kept'],
      [{}, folder, ['warn not_applicable'], 'the folder has no /etc/passwd'],
    ],
  },
  denylist_full_entry: {
    fires: [[{ entry: ` ${entry.adm} ` }, facts, [denied('pentry', entry.adm, entry.adm)]]],
    silent: [
      [{ entry: 'adm' }, facts],
      [{ entry: entry.adm }, without],
    ],
    refuses: [[{}, ['missing_parameter']]],
    missing: missing({ entry: 'x' }),
  },
  denylist_groupids: {
    fires: [[{ group_ids: '4,9' }, facts, [denied('gid', '4', entry.adm)]]],
    silent: [
      [{ group_ids: '5' }, facts],
      [{ group_ids: '4' }, without],
    ],
    refuses: [[{ group_ids: 'adm' }, ['invalid_parameter']]],
    missing: missing({ group_ids: '4' }),
  },
  denylist_shells: {
    fires: [[{ shells: '/bin/bash, /bin/zsh' }, facts, [denied('shell', '/bin/bash', entry.root)]]],
    silent: [
      [{ shells: 'bash' }, facts],
      [{ shells: '/bin/sh' }, without],
    ],
    refuses: [[{ shells: '' }, ['invalid_parameter']]],
    missing: missing({ shells: '/bin/sh' }),
  },
  denylist_userids: {
    fires: [
      [{ user_ids: '0' }, facts, [denied('uid', '0', entry.root), denied('uid', '0', entry.toor)]],
      [{ useridblacklist: '3' }, facts, [denied('uid', '3', entry.adm)]],
    ],
    silent: [
      [{ user_ids: '1' }, facts],
      [{ user_ids: '0' }, without],
    ],
    refuses: [[{ user_ids: '-1' }, ['invalid_parameter']]],
    missing: missing({ user_ids: '0' }),
  },
  denylist_usernames: {
    fires: [
      [{ user_names: 'adm,games' }, facts, [denied('user', 'adm', entry.adm)]],
      [{ usernameblacklist: 'adm' }, facts, [denied('user', 'adm', entry.adm)]],
      [{ usernamedenylist: 'toor' }, facts, [denied('user', 'toor', entry.toor)]],
    ],
    silent: [
      [{ user_names: 'ADM' }, facts],
      [{ user_names: 'adm' }, without],
    ],
    refuses: [
      [{}, ['missing_parameter']],
      [{ user_names: 'a', usernameblacklist: 'b' }, ['duplicate_parameter']],
    ],
    missing: missing({ user_names: 'adm' }),
  },
  duplicate_uid: {
    fires: [
      [{}, facts, ['Accounts share the user id 0: root, toor']],
      [{ uid: '0' }, facts, ['Accounts share the user id 0: root, toor']],
      [
        {},
        inspected({ retrievedFiles: retrieved({ '/etc/passwd': 'a:x:7:\nb:x:07:\na:x:7:' }) }),
        ['Accounts share the user id 7: a, b, a'],
      ],
    ],
    silent: [
      [{ uid: '3' }, facts],
      [{}, without],
    ],
    refuses: [[{ uid: 'root' }, ['invalid_parameter']]],
    missing: missing({}),
  },
  empty_password: {
    fires: [
      [
        {},
        inspected({ retrievedFiles: retrieved({ '/etc/shadow': 'root::19000:0:99999:7:::\nbin:!::0:::::\nköb::1' }) }),
        ['Account without a password in /etc/shadow: root', 'Account without a password in /etc/shadow: köb'],
      ],
      [
        {},
        inspected({
          retrievedFiles: retrieved({
            '/etc/shadow': 'root:*:1\n',
            '/etc/passwd': 'root:x:0:0::/:\nold::7:7::/:/bin/sh\n',
          }),
        }),
        ['Account without a password in /etc/passwd: old'],
      ],
    ],
    silent: [
      [{}, inspected({ retrievedFiles: retrieved({ '/etc/shadow': 'root:*:1\nbin:!:1\nx:$6$a$b:1\nbroken\n' }) })],
      [{}, without],
    ],
    refuses: [[{ user: 'root' }, ['unknown_parameter']]],
    missing: [
      [{}, someFacts(), ['error not_evaluated'], 'no files were kept'],
      [{}, facts, ['error not_evaluated'], '/etc/shadow was not among the files that were kept'],
      [{}, folder, ['warn not_applicable'], 'the folder has no /etc/shadow'],
    ],
  },
});

describe('policy/gates/passwd_file', () => {
  it('an allowlist of format version 1 still covers a denied account', () => {
    const said = `Blacklisted user 'adm' found in image's /etc/passwd: pentry=${entry.adm}`;
    const items = [{ id: 'i', gate: 'passwd_file', trigger_id: md5OfText(`passwd_fileblacklist_usernames${said}`) }];
    const rule = aRule('passwd_file.blacklist_usernames', { usernameblacklist: 'adm' });
    const document = aDocument([rule], {
      allowlists: [{ id: 'a', name: 'old', version: '1_0', items }],
      mappings: [aMapping({ allowlist_ids: ['a'] })],
    });
    expect(verdictOf(document, facts)).toMatchObject({ finalAction: 'go', findings: [{ allowlisted: true }] });
  });
});

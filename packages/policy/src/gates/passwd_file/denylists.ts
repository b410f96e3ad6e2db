import { md5OfText } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, type Outcome, type Raised } from '../../gating/outcome.ts';
import { required } from '../../gating/parameters.ts';
import { anyText, commaList, commaNumbers } from '../../gating/validators.ts';
import { aboutFile, fileRemedy } from '../_shared/about-file.ts';
import { type PasswdEntry, readPasswd } from '../_shared/passwd.ts';
import { type KeptFile, withSystemFile } from '../_shared/retrieved.ts';

const passwd = '/etc/passwd';

interface Denied {
  /** Of the trigger, without `denylist_`. */
  readonly name: string;
  /** What messages call the column. */
  readonly word: string;
  readonly column: (entry: PasswdEntry) => string;
}

const usernames: Denied = { name: 'usernames', word: 'user', column: ({ name }) => name };
const userIds: Denied = { name: 'userids', word: 'uid', column: ({ uid }) => uid };
const groupIds: Denied = { name: 'groupids', word: 'gid', column: ({ gid }) => gid };
const shells: Denied = { name: 'shells', word: 'shell', column: ({ shell }) => shell };
const entries: Denied = { name: 'full_entry', word: 'pentry', column: ({ text }) => text };

const common = { needs: ['retrievedFiles'], retrieves: () => [passwd] } as const;

export const denylistUsernames = defineTrigger({
  ...common,
  name: 'denylist_usernames',
  aliases: ['blacklist_usernames'],
  help: 'Fires for each account of /etc/passwd with a listed name.',
  params: {
    listed: required('user_names', commaList, {
      help: 'User names, separated by commas.',
      example: 'daemon,ftp',
      aliases: ['usernameblacklist', 'usernamedenylist'],
    }),
  },
  run: (context, { listed }) => deny(context, usernames, listed),
});

export const denylistUserIds = defineTrigger({
  ...common,
  name: 'denylist_userids',
  aliases: ['blacklist_userids'],
  help: 'Fires for each account of /etc/passwd with a listed user id.',
  params: {
    listed: required('user_ids', commaNumbers, {
      help: 'User ids, separated by commas.',
      example: '0,1',
      aliases: ['useridblacklist', 'useriddenylist'],
    }),
  },
  run: (context, { listed }) => deny(context, userIds, listed.map(String)),
});

export const denylistGroupIds = defineTrigger({
  ...common,
  name: 'denylist_groupids',
  aliases: ['blacklist_groupids'],
  help: 'Fires for each account of /etc/passwd with a listed primary group id.',
  params: {
    listed: required('group_ids', commaNumbers, { help: 'Group ids, separated by commas.', example: '999,20' }),
  },
  run: (context, { listed }) => deny(context, groupIds, listed.map(String)),
});

export const denylistShells = defineTrigger({
  ...common,
  name: 'denylist_shells',
  aliases: ['blacklist_shells', 'shellmatch'],
  help: 'Fires for each account of /etc/passwd with a listed login shell.',
  params: {
    listed: required('shells', commaList, { help: 'Shells, separated by commas.', example: '/bin/bash,/bin/zsh' }),
  },
  run: (context, { listed }) => deny(context, shells, listed),
});

export const denylistFullEntry = defineTrigger({
  ...common,
  name: 'denylist_full_entry',
  aliases: ['blacklist_full_entry'],
  help: 'Fires when an entry of /etc/passwd is the text.',
  params: {
    entry: required('entry', anyText, {
      help: 'A whole entry of /etc/passwd.',
      example: 'ftp:x:14:50:FTP User:/var/ftp:/sbin/nologin',
    }),
  },
  run: (context, { entry }) => deny(context, entries, [entry.trim()]),
});

function deny(context: GateContext, denied: Denied, listed: readonly string[]): Outcome {
  return withSystemFile(context, passwd, (file) => {
    if (file === null) return found();
    const values = new Set(listed);
    const hits = readPasswd(file.text).filter((entry) => values.has(denied.column(entry)));
    return found(hits.map((entry) => raise(context, file, { denied, entry })));
  });
}

/** Version 1 of the format said it with another word: allowlists written then still hold. */
function raise(
  { facts }: GateContext,
  file: KeptFile,
  { denied, entry }: { readonly denied: Denied; readonly entry: PasswdEntry },
): Raised {
  const said = `${denied.word} '${denied.column(entry)}' found in image's ${passwd}: pentry=${entry.text}`;
  return {
    message: `Denylisted ${said}`,
    formerIds: [md5OfText(`passwd_fileblacklist_${denied.name}Blacklisted ${said}`)],
    fix: fileRemedy(facts, file, `remove or change the account ${entry.name}, for example RUN userdel ${entry.name}`),
    ...aboutFile(file),
  };
}

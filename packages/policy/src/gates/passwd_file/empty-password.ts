import type { PolicyFacts } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, type Raised } from '../../gating/outcome.ts';
import { aboutFile, fileRemedy } from '../_shared/about-file.ts';
import { readAccounts } from '../_shared/passwd.ts';
import { type KeptFile, withKeptFile, withSystemFile } from '../_shared/retrieved.ts';

export const emptyPassword = defineTrigger({
  name: 'empty_password',
  ours: true,
  help: 'Fires for each account of /etc/shadow, and of /etc/passwd where it was kept, with an empty password field: anybody may log in as it.',
  needs: ['retrievedFiles'],
  retrieves: () => ['/etc/passwd', '/etc/shadow'],
  params: {},
  run: (context) =>
    withSystemFile(context, '/etc/shadow', (shadow) => {
      const shadowed = shadow === null ? [] : openAccounts(context.facts, shadow);
      const old = withKeptFile(context, '/etc/passwd', (passwd) =>
        found(passwd === null ? [] : openAccounts(context.facts, passwd)),
      );
      return found([...shadowed, ...('raised' in old ? old.raised : [])]);
    }),
});

function openAccounts(facts: PolicyFacts, file: KeptFile): Raised[] {
  const open = readAccounts(file.text).filter(({ text, password }) => text.includes(':') && password === '');
  return open.map(({ name }) => ({
    message: `Account without a password in ${file.path}: ${name}`,
    fix: fileRemedy(facts, file, `lock the account with RUN passwd -l ${name}`),
    ...aboutFile(file),
  }));
}

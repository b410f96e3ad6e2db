import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, type Raised } from '../../gating/outcome.ts';
import { aboutFile, fileRemedy } from '../_shared/about-file.ts';
import { readAccounts } from '../_shared/passwd.ts';
import { withSystemFile } from '../_shared/retrieved.ts';

export const emptyPassword = defineTrigger({
  name: 'empty_password',
  ours: true,
  help: 'Fires for each account of /etc/shadow with an empty password field: anybody may log in as it.',
  needs: ['retrievedFiles'],
  retrieves: () => ['/etc/shadow'],
  params: {},
  run: (context) =>
    withSystemFile(context, '/etc/shadow', (file) => {
      if (file === null) return found();
      const open = readAccounts(file.text).filter(({ text, password }) => text.includes(':') && password === '');
      return found(
        open.map(
          ({ name }): Raised => ({
            message: `Account without a password in /etc/shadow: ${name}`,
            fix: fileRemedy(context.facts, file, `lock the account with RUN passwd -l ${name}`),
            ...aboutFile(file),
          }),
        ),
      );
    }),
});

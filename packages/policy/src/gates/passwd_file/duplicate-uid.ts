import { defineTrigger } from '../../gating/define-trigger.ts';
import { found } from '../../gating/outcome.ts';
import { optional } from '../../gating/parameters.ts';
import { wholeNumber } from '../../gating/validators.ts';
import { aboutFile, fileRemedy } from '../_shared/about-file.ts';
import { readAccounts } from '../_shared/passwd.ts';
import { withSystemFile } from '../_shared/retrieved.ts';

export const duplicateUid = defineTrigger({
  name: 'duplicate_uid',
  ours: true,
  help: 'Fires for each user id that several accounts of /etc/passwd share.',
  needs: ['retrievedFiles'],
  retrieves: () => ['/etc/passwd'],
  params: {
    uid: optional('uid', wholeNumber, { help: 'The one user id to look at; every one when not set.', example: '0' }),
  },
  run: (context, { uid }) =>
    withSystemFile(context, '/etc/passwd', (file) => {
      if (file === null) return found();
      const shared = [...namesByUid(file.text)].filter(
        ([id, names]) => names.length > 1 && (uid === null || id === uid),
      );
      return found(
        shared.map(([id, names]) => ({
          message: `Accounts share the user id ${id}: ${names.join(', ')}`,
          fix: fileRemedy(context.facts, file, `give each of ${names.join(', ')} a user id of its own`),
          ...aboutFile(file),
        })),
      );
    }),
});

function namesByUid(text: string): Map<number, string[]> {
  const names = new Map<number, string[]>();
  for (const { name, uid } of readAccounts(text)) {
    // An account of nis (`+`) has no id.
    if (!/^\d{1,10}$/.test(uid)) continue;
    const known = names.get(Number(uid));
    if (known) known.push(name);
    else names.set(Number(uid), [name]);
  }
  return names;
}

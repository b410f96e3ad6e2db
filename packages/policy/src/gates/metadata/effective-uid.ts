import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, type Outcome, type Raised } from '../../gating/outcome.ts';
import { optional, withDefault } from '../../gating/parameters.ts';
import { commaNumbers, oneOf, wholeNumber } from '../../gating/validators.ts';
import { type PasswdEntry, readAccounts } from '../_shared/passwd.ts';
import { withKeptFile } from '../_shared/retrieved.ts';
import { withImage } from './image.ts';

interface Wanted {
  readonly denied: readonly number[];
  readonly minimum: number | null;
  readonly unresolvable: 'fire' | 'ignore';
}

const passwd = '/etc/passwd';

export const effectiveUid = defineTrigger({
  name: 'effective_uid',
  ours: true,
  help: 'Fires when the user that the image runs as, resolved to a number through its /etc/passwd, is denied or too low.',
  needs: ['retrievedFiles'],
  retrieves: () => [passwd],
  params: {
    denied: withDefault('denied_uids', commaNumbers, {
      help: 'User ids that an image must not run as. An image without USER runs as 0.',
      example: '0,1',
      fallback: '0',
    }),
    minimum: optional('min_uid', wholeNumber, { help: 'The lowest user id that is fine.', example: '1000' }),
    unresolvable: withDefault('unresolvable', oneOf('fire', 'ignore'), {
      help: 'What to do with a user name that /etc/passwd does not know.',
      example: 'ignore',
      fallback: 'fire',
    }),
  },
  run: (context, wanted) =>
    withImage(context, 'a user', ({ config }) => {
      const written = config.user ?? '';
      const user = written.split(':', 1)[0]?.trim() ?? '';
      const accounts = context.facts.inspection?.retrievedFiles?.files.some(({ path }) => path === passwd);
      // A number needs no file, unless there is one: an account may bear that number as its name.
      if (user === '' || (/^\d{1,10}$/.test(user) && !accounts)) return judge(wanted, written, Number(user));
      return resolve(context, wanted, { user, written });
    }),
});

function resolve(
  context: GateContext,
  wanted: Wanted,
  { user, written }: { readonly user: string; readonly written: string },
): Outcome {
  return withKeptFile(context, passwd, (file) => {
    const account = file === null ? null : readAccounts(file.text).find((one) => isAccount(one, user));
    const id = account?.uid ?? user;
    if (/^\d{1,10}$/.test(id)) return judge(wanted, written, Number(id));
    if (user === 'root') return judge(wanted, written, 0);
    if (wanted.unresolvable === 'ignore') return found();
    return found([raise(wanted, `User '${written}' of the image cannot be resolved to a user id`)]);
  });
}

/** Runtimes take the first account that has the name or the number. */
function isAccount({ name, uid }: PasswdEntry, user: string): boolean {
  return name === user || (/^\d{1,10}$/.test(user) && /^\d{1,10}$/.test(uid) && Number(uid) === Number(user));
}

function judge(wanted: Wanted, written: string, uid: number): Outcome {
  const { denied, minimum } = wanted;
  if (denied.includes(uid))
    return found([raise(wanted, `Image runs as user id ${uid}, which is denied (USER '${written}')`)]);
  if (minimum === null || uid >= minimum) return found();
  return found([raise(wanted, `Image runs as user id ${uid}, which is below ${minimum} (USER '${written}')`)]);
}

function raise({ denied, minimum }: Wanted, message: string): Raised {
  let uid = Math.max(minimum ?? 0, 65_532);
  while (denied.includes(uid)) uid++;
  const line = `USER ${uid}:${uid}`;
  return {
    message,
    fix: { kind: 'dockerfile', says: `end the Dockerfile with ${line}`, edit: { op: 'append', line } },
  };
}

import { defineTrigger } from '../../gating/define-trigger.ts';
import { found } from '../../gating/outcome.ts';
import { required } from '../../gating/parameters.ts';
import { commaList, oneOf } from '../../gating/validators.ts';
import { type Dockerfile, lineOf, withDockerfile } from './facts.ts';
import type { DockerfileLine } from './parse-dockerfile.ts';

export const effectiveUser = defineTrigger({
  name: 'effective_user',
  help: 'Fires when the user that the image runs as is not on an allowlist, or is on a denylist.',
  params: {
    users: required('users', commaList, {
      help: 'User names or ids as USER writes them, separated by commas; they are compared as text.',
      example: 'root,0',
    }),
    type: required('type', oneOf('allowlist', 'denylist'), {
      help: 'Whether the users are the only good ones or the bad ones.',
      example: 'denylist',
    }),
  },
  run: (context, { users, type }) =>
    withDockerfile(context, (dockerfile) => {
      const user = userOf(dockerfile);
      if (isListed(users, user, type) === (type === 'allowlist')) return found();
      const why = type === 'allowlist' ? 'which is not on the allowed list' : 'which is explicity not allowed';
      const line = `USER ${type === 'allowlist' ? (users[0] ?? 'app') : unlisted(users)}`;
      const fix = {
        kind: 'dockerfile',
        says: `end the Dockerfile with ${line}`,
        edit: { op: 'append', line },
      } as const;
      const message = `User ${user} found as effective user, ${why}`;
      return found([{ message, fix, ...lineOf(dockerfile, lastUser(dockerfile)) }]);
    }),
});

/** `USER root:root` runs as root: a denylist looks at the user without the group too. An allowlist means what it says. */
function isListed(users: readonly string[], user: string, type: 'allowlist' | 'denylist'): boolean {
  return users.includes(user) || (type === 'denylist' && users.includes(user.split(':', 1)[0] as string));
}

/**
 * The last USER of the final stage. Without one the image's own configuration knows what the base image set, and
 * without that it is root. A user that a build argument names is looked up in the configuration too.
 */
function userOf(dockerfile: Dockerfile): string {
  const { config } = dockerfile;
  const written =
    lastUser(dockerfile)
      ?.argument.replace(/^\[|\]$/g, '')
      .trim() ?? '';
  if (written !== '' && !written.includes('$')) return written;
  return config?.user || written || 'root';
}

function lastUser({ final }: Dockerfile): DockerfileLine | undefined {
  return final.findLast(({ instruction }) => instruction === 'USER');
}

function unlisted(users: readonly string[]): string {
  return ['app', 'nonroot', 'appuser', '10001'].find((name) => !users.includes(name)) ?? '65532';
}

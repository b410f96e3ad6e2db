import { describeTriggers } from '../../testing/describe-triggers.ts';
import { aBill, someFacts, withText } from '../../testing/index.ts';

const none = withText('', 'unknown');
const folder = someFacts({
  tag: null,
  dockerfile: { mode: 'unknown', text: '' },
  bill: aBill([], { source: { kind: 'directory', target: 'x', path: '/x' } }),
});
const neither = 'neither a Dockerfile nor an image history';
const long = withText(`RUN ${'y'.repeat(20_000)}`);

describeTriggers('dockerfile', {
  effective_user: {
    fires: [
      [
        { users: 'root,0', type: 'denylist' },
        withText('FROM a'),
        ['User root found as effective user, which is explicity not allowed'],
      ],
      [
        { users: 'app', type: 'allowlist' },
        withText('FROM a\nUSER web'),
        ['User web found as effective user, which is not on the allowed list'],
      ],
    ],
    silent: [
      [{ users: 'root', type: 'denylist' }, withText('FROM a\nUSER root\nUSER app')],
      [{ users: 'app', type: 'allowlist' }, withText('FROM a\nUSER app')],
    ],
    refuses: [
      [{ users: 'app' }, ['missing_parameter']],
      [{ users: 'app', type: 'whitelist' }, ['invalid_parameter']],
    ],
    missing: [
      [{ users: 'root', type: 'denylist' }, none, ['error not_evaluated'], neither],
      [{ users: 'root', type: 'denylist' }, folder, ['warn not_applicable'], 'has no Dockerfile'],
    ],
  },
  exposed_ports: {
    fires: [
      [
        { ports: '22', type: 'denylist' },
        withText('FROM a\nEXPOSE 22/tcp 80'),
        ['Dockerfile exposes port (22/tcp) which is in policy file DENIEDPORTS list'],
      ],
      [
        { ports: '80', type: 'allowlist' },
        withText('FROM a\nEXPOSE 22/tcp 80'),
        ['Dockerfile exposes port (22/tcp) which is not in policy file ALLOWEDPORTS list'],
      ],
    ],
    silent: [
      [{ ports: '22', type: 'denylist' }, withText('FROM a\nEXPOSE 80')],
      [{ ports: '80', type: 'allowlist' }, withText('FROM a\nEXPOSE 80')],
    ],
    refuses: [[{ ports: 'ssh', type: 'denylist' }, ['invalid_parameter']]],
    missing: [
      [{ ports: '22', type: 'denylist' }, none, ['error not_evaluated'], neither],
      [{ ports: '22', type: 'denylist' }, withText('EXPOSE $PORT'), ['warn partly_evaluated'], '$PORT'],
      [
        { ports: '22', type: 'denylist', actual_dockerfile_only: 'true' },
        withText('EXPOSE 22', 'guessed'),
        ['warn not_applicable'],
        'none was handed in',
      ],
    ],
  },
  instruction: {
    fires: [
      [
        { instruction: 'HEALTHCHECK', check: 'not_exists' },
        withText('FROM a'),
        ["Dockerfile directive 'HEALTHCHECK' not found, matching condition 'not_exists' check"],
      ],
      [
        { instruction: 'RUN', check: 'like', value: '.*sudo' },
        withText('FROM a\nRUN sudo x\nRUN y'),
        ["Dockerfile directive 'RUN' check 'like' matched against '.*sudo' for line 'sudo x'"],
      ],
    ],
    silent: [
      [{ instruction: 'USER', check: 'exists' }, withText('FROM a')],
      [{ instruction: 'USER', check: '=' }, withText('FROM a\nUSER b')],
    ],
    refuses: [
      [{ instruction: 'CROSS', check: 'exists' }, ['invalid_parameter']],
      [{ instruction: 'RUN', check: 'like', value: '(' }, ['invalid_parameter']],
    ],
    missing: [
      [{ instruction: 'USER', check: 'exists' }, none, ['error not_evaluated'], neither],
      [{ instruction: 'RUN', check: 'like', value: '.*x$' }, long, ['warn partly_evaluated'], 'too long'],
    ],
  },
  no_dockerfile_provided: {
    fires: [
      [{}, withText('FROM a', 'guessed'), ['Image was not analyzed with an actual Dockerfile']],
      [{}, none, ['Image was not analyzed with an actual Dockerfile']],
    ],
    silent: [[{}, withText('FROM a')]],
    refuses: [[{ x: '1' }, ['unknown_parameter']]],
    missing: [[{}, folder, ['warn not_applicable'], 'has no Dockerfile']],
  },
});

import { describeTriggers } from '../../testing/describe-triggers.ts';
import { aBill, aPackage, someFacts } from '../../testing/index.ts';

function on(id: string, version: string | null) {
  const distro = { id, version, idLike: [], name: null, prettyName: null, codename: null };
  return someFacts({ bill: aBill([], { distro }) });
}

const deny = (distro: string, check: string, version: string) => ({ distro, check, version });
const denied = (id: string, version: string, rule: string) => [`Distro denied: ${id} ${version} (rule: ${id} ${rule})`];
const none = aBill([], { distro: null });
const hidden = aBill([aPackage('deb', 'libc6')], { distro: null });
const folder = aBill([], { distro: null, source: { kind: 'directory', target: 'x', path: '/x' } });

describeTriggers('distro', {
  deny: {
    fires: [
      [deny('debian', '<', '12'), on('debian', '9'), denied('debian', '9', '< 12')],
      [deny('Debian', '=', '12.0'), on('debian', '12'), denied('debian', '12', '= 12.0')],
      [deny('alpine', '<', '3.19'), on('alpine', '3.9.6'), denied('alpine', '3.9.6', '< 3.19')],
      [
        deny('alpine', '<', '3.21'),
        on('alpine', '3.21_alpha20240923'),
        denied('alpine', '3.21_alpha20240923', '< 3.21'),
      ],
      [deny('ubuntu', '!=', '24.04'), on('ubuntu', '22.04'), denied('ubuntu', '22.04', '!= 24.04')],
      [deny('ubuntu', '>=', '22.04'), on('ubuntu', '22.04'), denied('ubuntu', '22.04', '>= 22.04')],
      [deny('debian', '=', 'sid'), on('debian', 'sid'), denied('debian', 'sid', '= sid')],
      [deny('debian', '!=', '12'), on('debian', 'sid'), denied('debian', 'sid', '!= 12')],
    ],
    silent: [
      [deny('debian', '<', '12'), on('debian', '12')],
      [deny('debian', '<', '12'), on('ubuntu', '9')],
      [deny('debian', '=', '12'), on('debian', 'sid')],
      [deny('alpine', '>', '3.19'), on('alpine', '3.9')],
    ],
    refuses: [
      [{}, ['missing_parameter', 'missing_parameter', 'missing_parameter']],
      [deny('debian', '~', '9'), ['invalid_parameter']],
    ],
    missing: [
      [deny('arch', '<', '9'), on('arch', null), ['error not_evaluated'], 'states no version'],
      [deny('debian', '<', '9'), on('debian', 'sid'), ['error not_evaluated'], 'cannot be compared'],
      [deny('debian', '<', '9'), someFacts({ bill: none }), ['warn not_applicable'], 'has no distribution'],
      [deny('debian', '<', '9'), someFacts({ bill: hidden }), ['error not_evaluated'], 'no readable os-release'],
      [
        deny('debian', '<', '9'),
        someFacts({ bill: folder, tag: null }),
        ['warn not_applicable'],
        'has no distribution',
      ],
    ],
  },
});

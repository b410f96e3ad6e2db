import { describeChecks } from '../../testing/describe-checks.ts';
import { aBill, aFile, aHit, aPackage, aSearch, aVerification, inspected, withFiles } from '../../testing/index.ts';

const shell = aPackage('deb', 'bash');
const files = (...paths: string[]) => withFiles(...paths.map((path) => aFile(path)));
const secret = (more: object = {}) =>
  inspected({ secretSearch: aSearch([aHit('/app/key', 'PRIV_KEY', more)], { allLayers: true }) });
const noSecret = inspected({
  secretSearch: aSearch([], { allLayers: true, patterns: [{ name: 'PRIV_KEY', regex: 'x' }] }),
});
const mode = (path: string, bits: number) => withFiles(aFile(path, { mode: bits }));
const program = (nx: boolean) =>
  inspected({
    hardening: [
      {
        ...{ path: '/app/x', kind: 'executable', pie: true, nx, relro: 'full', stackProtector: true, fortified: true },
        ...{ runPaths: [], stripped: true, static: false },
      } as never,
    ],
  });
const wide = aFile('/app/x', { mode: 0o666 });

describeChecks('files', {
  'setuid-file': [mode('/usr/bin/su', 0o4755), mode('/usr/bin/su', 0o755)],
  'privileged-executable': [mode('/opt/x', 0o4755), mode('/usr/bin/su', 0o4755)],
  'new-privileged-executable': [
    inspected(
      { files: { entries: [aFile('/usr/bin/su', { mode: 0o4755, layer: 'sha256:new' })] } },
      { base: { reference: 'b', diffIds: ['sha256:old'] } },
    ),
    inspected(
      { files: { entries: [aFile('/usr/bin/su', { mode: 0o4755, layer: 'sha256:old' })] } },
      { base: { reference: 'b', diffIds: ['sha256:old'] } },
    ),
  ],
  'ssh-server': [files('/usr/sbin/sshd'), files('/usr/bin/ssh')],
  'ssh-host-key': [files('/etc/ssh/ssh_host_ed25519_key'), files('/etc/ssh/ssh_host_ed25519_key.pub')],
  'credential-file': [files('/root/.aws/credentials'), files('/root/.aws/config')],
  'version-control-folder': [files('/app/.git/HEAD'), files('/app/.gitignore')],
  'host-trust-file': [files('/root/.shosts'), files('/etc/hosts')],
  'added-authority': [files('/usr/local/share/ca-certificates/a.crt'), files('/etc/ssl/certs/a.crt')],
  foothold: [files('/etc/ld.so.preload'), files('/etc/ld.so.conf')],
  'leftover-installer': [files('/tmp/a.rpm'), files('/tmp/a.txt')],
  'test-data': [files('/app/testdata/users'), files('/app/data/users')],
  'world-writable': [withFiles(wide), withFiles(aFile('/app/x', { mode: 0o664 }))],
  'changed-package-file': [
    inspected(
      {
        verification: aVerification({
          files: [{ packageId: shell.id, packageName: 'bash', path: '/bin/bash', status: 'changed', what: ['digest'] }],
        }),
      },
      { bill: aBill([shell]) },
    ),
    inspected(
      {
        verification: aVerification({
          files: [
            { packageId: shell.id, packageName: 'bash', path: '/usr/share/doc/bash', status: 'missing', what: [] },
          ],
        }),
      },
      { bill: aBill([shell]) },
    ),
  ],
  'unowned-executable': [mode('/usr/local/bin/x', 0o755), mode('/usr/local/bin/x', 0o644)],
  'weak-binary': [program(false), program(true)],
  'loose-mode-group': [mode('/etc/group', 0o664), mode('/etc/group', 0o644)],
  'loose-mode-passwd': [mode('/etc/passwd', 0o646), mode('/etc/passwd', 0o600)],
  'loose-mode-shadow': [mode('/etc/shadow', 0o400), mode('/etc/shadow', 0)],
  'secret-in-file': [secret(), noSecret],
  'secret-in-layer': [secret({ visible: false }), noSecret],
});

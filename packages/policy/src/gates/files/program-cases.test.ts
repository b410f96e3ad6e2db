import type { BinaryHardening } from '@gantry/core';
import { describeTriggers } from '../../testing/describe-triggers.ts';
import { aBill, aFile, anImage, aPackage, inspected, someFacts, withFiles } from '../../testing/index.ts';

const nothing = someFacts();
const hex = 'a'.repeat(64);
const passwd = aFile('/usr/bin/passwd', { mode: 0o4755, sha256: `sha256:${hex}` });
const shadow = aFile('/etc/shadow', { mode: 0o644 });
const shell = aFile('/usr/bin/dash', { mode: 0o755, sha256: `sha256:${hex}` });
const words = 'gantry check --inspect';

function aProgram(path: string, more: Partial<BinaryHardening> = {}): BinaryHardening {
  return {
    path,
    kind: 'executable',
    pie: true,
    nx: true,
    relro: 'full',
    stackProtector: true,
    fortified: true,
    runPaths: [],
    stripped: true,
    static: false,
    ...more,
  };
}

const debian = [aPackage('deb', 'coreutils', { metadata: debOwning('/bin/ls', '/usr/bin/cat') })];
const go = aPackage('golang', 'example.com/tool', { path: '/usr/local/bin/tool', evidence: 'binary' });
const npm = aPackage('npm', 'semver', { path: '/app/node_modules/semver/package.json' });
const gem = aPackage('gem', 'rake', { path: '/opt/ruby/specifications/rake-13.0.gemspec' });
const php = aPackage('composer', 'a/b', { path: '/app/vendor/composer/installed.json' });
const java = aPackage('maven', 'inner', { path: '/app/run.jar!/BOOT-INF/lib/inner.jar' });
const executable = (path: string) => aFile(path, { mode: 0o755 });
const usrMerged = aFile('/bin', { type: 'symlink', mode: 0o777, target: 'usr/bin' });

function debOwning(...paths: string[]) {
  const files = paths.map((path) => ({ path }));
  return { kind: 'deb', architecture: 'amd64', source: 'x', sourceVersion: '1', files } as const;
}

function withPrograms(...paths: string[]) {
  const bill = aBill([...debian, go, npm, gem, php, java]);
  return inspected({ files: { entries: [usrMerged, ...paths.map(executable)] } }, { bill });
}

const baseLayer = `sha256:${'1'.repeat(64)}`;
const ownLayer = `sha256:${'2'.repeat(64)}`;
const onBase = inspected(
  {
    files: {
      entries: [
        aFile('/usr/bin/new', { mode: 0o2755, layer: ownLayer }),
        aFile('/usr/bin/su', { mode: 0o4755, layer: baseLayer }),
      ],
    },
  },
  { base: { reference: 'debian:12', diffIds: [baseLayer] }, bill: aBill([], { source: anImage() }) },
);

describeTriggers(
  'files',
  {
    binary_hardening: {
      fires: [
        [
          { require: 'pie,nx,full_relro,no_runpath' },
          inspected({
            hardening: [
              aProgram('/app/a', { pie: false, relro: 'partial' }),
              aProgram('/app/b'),
              aProgram('/app/c.so', { kind: 'library', pie: false, nx: false, runPaths: ['/tmp'] }),
            ],
          }),
          [
            'Program without hardening: /app/a lacks pie, full_relro',
            'Program without hardening: /app/c.so lacks nx, no_runpath',
          ],
        ],
        [
          { require: 'relro,stack_protector,fortify', path_regex: '/app/' },
          inspected({
            hardening: [
              aProgram('/app/a', { relro: 'none', stackProtector: false, fortified: false }),
              aProgram('/bin/a', { relro: 'none' }),
            ],
          }),
          ['Program without hardening: /app/a lacks relro, stack_protector, fortify'],
        ],
      ],
      silent: [
        [{ require: 'nx' }, inspected({ hardening: [] })],
        [{ require: 'pie,relro' }, inspected({ hardening: [aProgram('/a', { relro: 'partial' })] })],
        [{ require: 'pie', path_regex: '/b' }, inspected({ hardening: [aProgram('/a', { pie: false })] })],
      ],
      refuses: [
        [{}, ['missing_parameter']],
        [{ require: 'aslr' }, ['invalid_parameter']],
        [{ require: 'pie', path_regex: '(' }, ['invalid_parameter']],
      ],
      missing: [
        [{ require: 'pie' }, nothing, ['error not_evaluated'], words],
        [
          { require: 'fortify' },
          inspected({ hardening: [aProgram('/a', { fortified: null })] }),
          ['warn partly_evaluated'],
          '1 program: fortify cannot be told',
        ],
      ],
    },
    privileged_executable: {
      fires: [
        [
          { allow: '/usr/bin/su' },
          withFiles(
            aFile('/usr/bin/ping', { mode: 0o755, capabilities: ['cap_net_raw=ep'] }),
            aFile('/usr/bin/su', { mode: 0o4755 }),
            aFile('/usr/bin/wall', { mode: 0o2755, gid: 5 }),
            aFile('/var/mail', { type: 'directory', mode: 0o2775 }),
          ),
          [
            'Privileged executable: /usr/bin/ping (cap_net_raw=ep; mode 0755, owner 0:0)',
            'Privileged executable: /usr/bin/wall (setgid; mode 2755, owner 0:5)',
          ],
        ],
        [{ only_new: 'true' }, onBase, ['Privileged executable: /usr/bin/new (setgid; mode 2755, owner 0:0)']],
      ],
      silent: [
        [{}, withFiles(shell, shadow)],
        [{ allow: '/usr/bin/passwd' }, withFiles(passwd)],
        [{ only_new: 'true', allow: '/usr/bin/new' }, onBase],
      ],
      refuses: [[{ only_new: 'perhaps', allow: ' , ' }, ['invalid_parameter', 'invalid_parameter']]],
      missing: [
        [{}, nothing, ['error not_evaluated'], words],
        [{ only_new: 'true' }, withFiles(passwd), ['error not_evaluated'], 'not compared with a base image'],
      ],
    },
    unowned_executable: {
      fires: [
        [
          {},
          withPrograms('/opt/x', '/usr/bin/cat', '/usr/bin/evil', '/usr/share/x', '/usr/local/bin/tool'),
          ['Executable that no package owns: /opt/x', 'Executable that no package owns: /usr/bin/evil'],
        ],
        [
          { directories: '/usr/share/' },
          withPrograms('/opt/x', '/usr/share/x'),
          ['Executable that no package owns: /usr/share/x'],
        ],
      ],
      silent: [
        [{}, withPrograms('/usr/bin/ls', '/usr/bin/cat', '/usr/local/bin/tool', '/app/run.jar')],
        [
          {},
          withPrograms(
            '/app/node_modules/semver/bin/semver.js',
            '/opt/ruby/gems/rake-13.0/exe/rake',
            '/app/vendor/a/b/x',
          ),
        ],
        [{}, withFiles(shadow, aFile('/usr/bin/notes'), aFile('/usr/bin', { type: 'directory', mode: 0o755 }))],
      ],
      refuses: [[{ directories: ',' }, ['invalid_parameter']]],
      missing: [
        [{}, nothing, ['error not_evaluated'], words],
        [
          {},
          inspected(
            { files: { entries: [] } },
            { bill: aBill([], { unread: [{ path: '/var/lib/dpkg', by: 'deb', code: 'X', because: 'damaged' }] }) },
          ),
          ['warn partly_evaluated'],
          '/var/lib/dpkg',
        ],
      ],
    },
  },
  ['attribute_match', 'content_regex_match', 'name_match', 'suid_or_guid_set', 'world_writable'],
);

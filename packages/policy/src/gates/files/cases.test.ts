import type { BinaryHardening } from '@gantry/core';
import { describeTriggers } from '../../testing/describe-triggers.ts';
import {
  aBill,
  aFile,
  aHit,
  anImage,
  aPackage,
  aSearch,
  inspected,
  someFacts,
  withFiles,
} from '../../testing/index.ts';

const nothing = someFacts();
const hex = 'a'.repeat(64);
const other = 'b'.repeat(64);
const passwd = aFile('/usr/bin/passwd', { mode: 0o4755, sha256: `sha256:${hex}` });
const shadow = aFile('/etc/shadow', { mode: 0o644 });
const shell = aFile('/usr/bin/dash', { mode: 0o755, sha256: `sha256:${hex}` });
const merged = withFiles(
  aFile('/bin', { type: 'symlink', mode: 0o777, target: 'usr/bin' }),
  aFile('/loop', { type: 'symlink', mode: 0o777, target: '/loop' }),
  aFile('/usr/bin/sh', { type: 'symlink', mode: 0o777, target: 'dash' }),
  shell,
);
const unread = [{ path: '/a', by: 'files', code: 'X', because: 'damaged' }];
const damaged = inspected({ files: { entries: [] }, unread });
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

describeTriggers('files', {
  attribute_match: {
    fires: [
      [
        { filename: '/usr/bin/passwd', checksum: hex },
        withFiles(passwd),
        [`filename=/usr/bin/passwd and checksum=${hex} op=equals specified_checksum=${hex}`],
      ],
      [
        { filename: '/usr/bin/passwd', checksum: other, checksum_match: 'not_equals', mode: '04755' },
        withFiles(passwd),
        [
          `filename=/usr/bin/passwd and checksum=${hex} op=not_equals specified_checksum=${other} and mode=0o4755 op=equals specified_mode=0o4755`,
        ],
      ],
      [
        { filename: '/etc/shadow', mode: '0640', mode_op: 'more_permissive_than' },
        withFiles(shadow),
        ['filename=/etc/shadow and mode=0o644 op=more_permissive_than specified_mode=0o640'],
      ],
      [
        { filename: '/etc/shadow', mode: '00640', mode_op: 'not_equals' },
        withFiles(shadow),
        ['filename=/etc/shadow and mode=0o644 op=not_equals specified_mode=0o640'],
      ],
      [{ filename: '/x', skip_missing: 'false' }, withFiles(shadow), ['filename=/x and skip_missing=False']],
      [
        { filename: '/bin/sh', checksum: hex },
        merged,
        [`filename=/bin/sh and checksum=${hex} op=equals specified_checksum=${hex}`],
      ],
      [
        { filename: '/bin/sh', mode: '0777' },
        merged,
        ['filename=/bin/sh and mode=0o777 op=equals specified_mode=0o777'],
      ],
    ],
    silent: [
      [{ filename: '/etc/shadow' }, withFiles(shadow)],
      [{ filename: '/x', mode: '0644' }, withFiles(shadow)],
      [{ filename: '/usr/bin/passwd', checksum: other }, withFiles(passwd)],
      [{ filename: '/usr/bin/passwd', checksum: hex, mode: '0755' }, withFiles(passwd)],
      [{ filename: '/etc/shadow', mode: '0644', mode_op: 'more_permissive_than' }, withFiles(shadow)],
      [{ filename: '/bin/sh', mode: '0755', mode_op: 'more_permissive_than' }, merged],
      [{ filename: '/loop/x', mode: '0755' }, merged],
    ],
    refuses: [
      [{}, ['missing_parameter']],
      [{ filename: 'etc/shadow' }, ['invalid_parameter']],
      [{ filename: '/a', checksum: 'abc' }, ['invalid_parameter']],
      [{ filename: '/a', mode: '0999', mode_op: 'less' }, ['invalid_parameter', 'invalid_parameter']],
      [{ filename: '/a', checksum_algorithm: 'md5' }, ['invalid_parameter']],
    ],
    missing: [
      [{ filename: '/a' }, nothing, ['error not_evaluated'], words],
      [{ filename: '/etc/shadow', checksum: hex }, withFiles(shadow), ['error not_evaluated'], 'no digest'],
      [{ filename: '/a' }, damaged, ['warn partly_evaluated'], '1 file could not be read: /a'],
    ],
  },
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
  content_regex_match: {
    fires: [
      [
        {},
        inspected({ contentSearch: aSearch([aHit('/a', 'HOST'), aHit('/a', 'HOST', { line: 2 }), aHit('/b', 'KEY')]) }),
        [
          'File content analyzer found regexp match in container: file=/a regexp=HOST=HOST.+',
          'File content analyzer found regexp match in container: file=/b regexp=KEY=KEY.+',
        ],
      ],
      [
        { regex_name: 'KEY.+' },
        inspected({ contentSearch: aSearch([aHit('/a', 'HOST'), aHit('/b', 'KEY')]) }),
        ['File content analyzer found regexp match in container: file=/b regexp=KEY=KEY.+'],
      ],
    ],
    silent: [
      [{}, inspected({ contentSearch: aSearch([], { patterns: [{ name: 'A', regex: 'a' }] }) })],
      [{ regex_name: 'KEY' }, inspected({ contentSearch: aSearch([aHit('/a', 'KEY', { visible: false })]) })],
    ],
    refuses: [[{ regex: 'x' }, ['unknown_parameter']]],
    missing: [
      [{}, nothing, ['error not_evaluated'], words],
      [{}, inspected({ contentSearch: aSearch([]) }), ['error not_evaluated'], 'no expressions are configured'],
      [
        { regex_name: 'X' },
        inspected({ contentSearch: aSearch([aHit('/a', 'KEY')]) }),
        ['error not_evaluated'],
        'did not look for X',
      ],
      [
        {},
        inspected({ contentSearch: aSearch([aHit('/a', 'K')], { skipped: [{ path: '/big', because: 'too large' }] }) }),
        ['warn partly_evaluated'],
        '1 file skipped (too large): /big',
      ],
    ],
  },
  name_match: {
    fires: [
      [
        { regex: '.*\\.pem$' },
        withFiles(aFile('/a.pem'), aFile('/a.pem.txt'), aFile('/b/c.pem')),
        [
          'Application of regex matched file found in container: file=/a.pem regexp=.*\\.pem$',
          'Application of regex matched file found in container: file=/b/c.pem regexp=.*\\.pem$',
        ],
      ],
    ],
    silent: [
      [{ regex: 'etc/passwd' }, withFiles(aFile('/etc/passwd'))],
      [{ regex: '.*' }, withFiles()],
    ],
    refuses: [
      [{}, ['missing_parameter']],
      [{ regex: '(' }, ['invalid_parameter']],
    ],
    missing: [
      [{ regex: 'x' }, nothing, ['error not_evaluated'], words],
      [
        { regex: '.*x' },
        withFiles(aFile(`/${'x'.repeat(10_000)}`)),
        ['warn partly_evaluated'],
        '1 path could not be tried',
      ],
      [{ regex: 'x' }, damaged, ['warn partly_evaluated'], 'could not be read'],
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
  suid_or_guid_set: {
    fires: [
      [
        {},
        withFiles(passwd, shadow, aFile('/var/mail', { type: 'directory', mode: 0o2775 })),
        [
          'SUID or SGID found set on file /usr/bin/passwd. Mode: 0o104755',
          'SUID or SGID found set on file /var/mail. Mode: 0o42775',
        ],
      ],
    ],
    silent: [[{}, withFiles(shadow, aFile('/tmp', { type: 'directory', mode: 0o1777 }))]],
    refuses: [[{ path: '/a' }, ['unknown_parameter']]],
    missing: [
      [{}, nothing, ['error not_evaluated'], words],
      [{}, damaged, ['warn partly_evaluated'], 'could not be read'],
      [
        {},
        someFacts({ tag: null, bill: aBill([], { source: { kind: 'other', target: 'x' } }) }),
        ['error not_evaluated'],
        'an SBOM does not hold them',
      ],
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
  world_writable: {
    fires: [
      [
        {},
        withFiles(
          aFile('/app/data', { type: 'directory', mode: 0o777 }),
          aFile('/app/log', { mode: 0o666 }),
          aFile('/tmp/x', { mode: 0o666 }),
          aFile('/tmpfile', { mode: 0o602 }),
        ),
        [
          'World-writable directory without the sticky bit: /app/data (mode 0777)',
          'World-writable file: /app/log (mode 0666)',
          'World-writable file: /tmpfile (mode 0602)',
        ],
      ],
      [{ exclude: '/app' }, withFiles(aFile('/tmp/x', { mode: 0o666 })), ['World-writable file: /tmp/x (mode 0666)']],
    ],
    silent: [
      [
        {},
        withFiles(
          aFile('/bin/sh', { type: 'symlink', mode: 0o777 }),
          aFile('/dev/null', { type: 'special', mode: 0o666 }),
          aFile('/srv', { type: 'directory', mode: 0o1777 }),
          shadow,
        ),
      ],
      [
        { exclude: '/app/' },
        withFiles(aFile('/app', { type: 'directory', mode: 0o777 }), aFile('/app/x', { mode: 0o666 })),
      ],
    ],
    refuses: [[{ excludes: '/tmp' }, ['unknown_parameter']]],
    missing: [
      [{}, nothing, ['error not_evaluated'], words],
      [{}, damaged, ['warn partly_evaluated'], 'could not be read'],
    ],
  },
});

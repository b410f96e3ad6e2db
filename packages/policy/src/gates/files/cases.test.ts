import { describeTriggers } from '../../testing/describe-triggers.ts';
import { aBill, aFile, aHit, aSearch, inspected, someFacts, withFiles } from '../../testing/index.ts';

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

describeTriggers(
  'files',
  {
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
    content_regex_match: {
      fires: [
        [
          {},
          inspected({
            contentSearch: aSearch([aHit('/a', 'HOST'), aHit('/a', 'HOST', { line: 2 }), aHit('/b', 'KEY')]),
          }),
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
          inspected({
            contentSearch: aSearch([aHit('/a', 'K')], { skipped: [{ path: '/big', because: 'too large' }] }),
          }),
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
  },
  ['binary_hardening', 'privileged_executable', 'unowned_executable'],
);

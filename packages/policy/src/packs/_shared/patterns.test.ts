import { describe, expect, it } from 'vitest';
import { compilePattern, newPatternBudget } from '../../model/patterns/index.ts';
import { argumentPatterns, pathPatterns, wordPatterns } from './patterns.ts';

/** A variable as a Dockerfile writes it. */
const variable = (name: string) => ['$', '{', name, '}'].join('');
const ironBank = `${variable('BASE_REGISTRY')}/${variable('BASE_IMAGE')}:${variable('BASE_TAG')}`;
const digest = `sha256:${'a'.repeat(64)}`;

/** Pattern, texts that it matches, texts that it does not. */
const cases: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  [
    'privilegedPort',
    argumentPatterns.privilegedPort,
    ['22', '80/tcp', '8080 443', '1023/udp', '999 8080'],
    ['1024', '8080', '8080/tcp 9090', '$PORT', '10240'],
  ],
  [
    'loneUpdate',
    argumentPatterns.loneUpdate,
    [
      'apt-get update',
      '/bin/sh -c apt-get -y update',
      'apk update',
      'set -e; dnf -q makecache',
      'apt-get update && echo install',
    ],
    [
      'apt-get update && apt-get install -y curl',
      'apk add --no-cache curl',
      'yum check-update; yum -y install x',
      'make update',
      'apt-get update && apt-get -y upgrade',
    ],
  ],
  [
    'remoteAdd',
    argumentPatterns.remoteAdd,
    ['https://x/y /z', '--chown=a:b http://x /y', '["https://x", "/y"]', 'git@github.com:a/b.git /src', 'git://x /y'],
    ['. /app', 'file:abc in /', './https /x', 'dir/git@x /y'],
  ],
  [
    'localAdd',
    argumentPatterns.localAdd,
    ['. /app', 'main.py /app/', '["a b", "/c"]'],
    ['rootfs.tar.gz /', 'a.tgz /opt/', 'file:abc in /', 'https://x/y /z', '["a.tar", "/"]', 'git@h:x /y'],
  ],
  [
    'namedSecret',
    argumentPatterns.namedSecret,
    ['DB_PASSWORD=x', 'A=b API_KEY="y"', 'TOKEN abc', 'MY_SECRET_ACCESS_KEY=z', 'npm_token=1'],
    ['PASSWORD_FILE=/run/x', 'TOKEN=$T', 'PATH=/bin', 'TOKEN=', 'SECRET_NAME=x', 'A=b'],
  ],
  [
    'downloadIntoShell',
    argumentPatterns.downloadIntoShell,
    ['curl -s https://x | sh', 'wget -qO- x | sudo bash -', 'a && curl x | /bin/sh', 'curl x | env A=b bash'],
    ['curl x -o y && sh y', 'curl x | jq .', 'curl x | tar xz; sh y', 'echo a | sh'],
  ],
  [
    'networkFetch',
    argumentPatterns.networkFetch,
    ['curl -fsSL https://x', 'apt-get install x && wget http://y'],
    ['curl --version', 'apt-get install curl', 'echo https://x'],
  ],
  [
    'verificationOff',
    argumentPatterns.verificationOff,
    [
      ...['apt-get install --allow-unauthenticated x', 'dnf --nogpgcheck install x', 'apk add --allow-untrusted x.apk'],
      ...[
        'pip install --trusted-host h x',
        'curl -fsSLk https://x',
        'curl --insecure https://x',
        'wget --no-check-certificate x',
      ],
      ...['echo gpgcheck=0 >> /etc/yum.conf', 'npm config set strict-ssl false', 'git -c http.sslVerify=false clone x'],
    ],
    ['curl -fsSL https://x', 'dnf install x', 'echo gpgcheck=1', 'apk add x', 'curl --keepalive-time 2 x'],
  ],
  ['sudo', argumentPatterns.sudo, ['sudo apt-get update', 'a && sudo b'], ['pseudo x', 'apt-get install pseudo']],
  [
    'floatingBase',
    argumentPatterns.floatingBase,
    ['debian', 'debian:latest', '--platform=linux/amd64 library/debian AS build', 'h:5000/a/b:latest', 'h:5000/a/b'],
    ['debian:12', 'scratch', `debian@${digest}`, variable('BASE'), 'a/b:1 AS c', `debian:latest@${digest}`],
  ],
  [
    'unpinnedBase',
    argumentPatterns.unpinnedBase,
    ['debian', 'debian:12', '--platform=linux/amd64 debian:12 AS x'],
    [`debian@${digest}`, `debian:12@${digest} AS x`, 'scratch'],
  ],
  [
    'sensitiveVolume',
    argumentPatterns.sensitiveVolume,
    [
      '/proc',
      '["/data", "/etc"]',
      '/var/run/docker.sock',
      '/data /usr',
      '/root',
      '/sys/fs/cgroup',
      '/run/containerd/x',
    ],
    ['/data', '/var/lib/postgresql', '/procedure', '/var/run/app', '/application/etcd', '/etc/nginx', '/usr/share/x'],
  ],
  [
    'ironBankFrom',
    argumentPatterns.ironBankFrom,
    [ironBank, `${ironBank} AS base`],
    ['debian:12', ironBank.slice(0, -12), `${ironBank.slice(0, -11)}latest`],
  ],
  [
    'sshServer',
    pathPatterns.sshServer,
    ['/usr/sbin/sshd', '/sbin/sshd', '/usr/local/bin/dropbear'],
    ['/usr/bin/ssh', '/usr/sbin/sshd-keygen', '/opt/sshd'],
  ],
  [
    'hostKey',
    pathPatterns.hostKey,
    ['/etc/ssh/ssh_host_rsa_key', '/etc/dropbear/dropbear_rsa_host_key'],
    ['/etc/ssh/ssh_host_rsa_key.pub', '/etc/ssh/sshd_config'],
  ],
  [
    'credentials',
    pathPatterns.credentials,
    [
      '/root/.ssh/id_rsa',
      '/root/.aws/credentials',
      '/app/terraform.tfstate',
      '/x/a.p12',
      '/root/.docker/config.json',
      '/home/a/.netrc',
    ],
    [
      '/root/.ssh/id_rsa.pub',
      '/app/credentials.py',
      '/app/config.json',
      '/etc/ssl/certs/java/cacerts',
      '/app/.netrc.md',
    ],
  ],
  [
    'hostTrust',
    pathPatterns.hostTrust,
    ['/etc/hosts.equiv', '/root/.rhosts', '/home/a/.shosts', '/etc/ssh/shosts.equiv'],
    ['/etc/hosts', '/root/.hosts'],
  ],
  [
    'leftovers',
    pathPatterns.leftovers,
    ['/tmp/x.rpm', '/root/a.deb', '/opt/a/setup.bin.sh', '/x.apk'],
    ['/var/lib/rpm/x.rpm', '/usr/share/doc/x.deb', '/opt/x.rpm.txt'],
  ],
  [
    'testData',
    pathPatterns.testData,
    ['/app/testdata/a', '/app/src/fixtures/users.json', '/srv/__tests__/x.js'],
    [
      '/usr/lib/python3/test_data/x',
      '/app/node_modules/a/fixtures/x',
      '/app/site-packages/x/testdata/y',
      '/app/lib/a/fixtures/x',
      '/app/fixtures.py',
    ],
  ],
  [
    'addedAuthority',
    pathPatterns.addedAuthority,
    ['/usr/local/share/ca-certificates/corp.crt', '/etc/pki/ca-trust/source/anchors/corp.pem'],
    [
      '/usr/local/share/ca-certificates',
      '/etc/ssl/certs/ca-certificates.crt',
      '/usr/share/ca-certificates/mozilla/a.crt',
    ],
  ],
  [
    'foothold',
    pathPatterns.foothold,
    ['/root/.ssh/authorized_keys', '/etc/ld.so.preload', '/home/a/.ssh/authorized_keys2', '/etc/rc.local'],
    ['/root/.ssh/known_hosts', '/etc/ld.so.conf', '/app/authorized_keys.md'],
  ],
  [
    'versionControl',
    pathPatterns.versionControl,
    ['/app/.git/HEAD', '/srv/x/.git/config', '/a/.svn/wc.db'],
    ['/app/.gitignore', '/app/git/HEAD', '/app/.git/objects/a'],
  ],
  [
    'gpgCheckOff',
    wordPatterns.gpgCheckOff,
    ['gpgcheck=0', 'repo_gpgcheck=false', 'localpkg_gpgcheck=no'],
    ['gpgcheck=1', 'gpgcheck=0x', '#gpgcheck=0'],
  ],
  [
    'insecureSource',
    wordPatterns.insecureSource,
    [
      'http://pypi.example',
      'registry=http://npm.example',
      'extra-index-url',
      '--extra-index-url=https://x',
      'trusted-host',
    ],
    ['https://pypi.org/simple', 'registry=https://registry.npmjs.org/', 'index-url'],
  ],
];

const rows = cases.flatMap(([name, pattern, yes, no]) => [
  ...yes.map((text) => [name, text, pattern, true] as const),
  ...no.map((text) => [name, text, pattern, false] as const),
]);

describe('policy/packs/_shared patterns', () => {
  it.each(rows)('%s against %s', (_name, text, pattern, matches) => {
    const compiled = compilePattern(pattern);
    expect(compiled).toMatchObject({ ok: true });
    if (compiled.ok) expect(compiled.pattern.test(text, newPatternBudget())).toBe(matches);
  });

  it('every pattern has cases', () => {
    const all = [argumentPatterns, pathPatterns, wordPatterns].flatMap((patterns) => Object.keys(patterns));
    expect(cases.map(([name]) => name).sort()).toEqual(all.sort());
  });

  it('hostile text is judged within the budget', () => {
    const hostile = ['curl '.repeat(1_600), 'curl a | '.repeat(900), ' -k'.repeat(2_700), '/a'.repeat(4_000)];
    for (const [name, pattern] of cases) {
      const compiled = compilePattern(pattern);
      if (!compiled.ok) throw new Error(name);
      for (const text of hostile) expect(compiled.pattern.test(text, newPatternBudget()), name).not.toBeNull();
    }
  });
});

import { readLicense } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import {
  aBill,
  aFile,
  aHit,
  aMatch,
  anArchive,
  anImage,
  aPackage,
  aReport,
  aSearch,
  aVerification,
  inspected,
  retrieved,
  runRule,
  someFacts,
  withFiles,
  withText,
} from './testing/index.ts';

/**
 * Ids that allowlists in the field name: MD5 of gate, trigger and message, worked out with md5sum(1). Those of HEALTHCHECK and of chage
 * are published results of other engines.
 */
const debian = someFacts({
  bill: aBill([aPackage('deb', 'curl', { version: '7.88' })], { source: anImage({ size: 10 }) }),
});

describe('policy trigger ids', () => {
  it.each([
    [
      'dockerfile.instruction',
      { instruction: 'HEALTHCHECK', check: 'not_exists' },
      'FROM a',
      '41cb7cdf04850e33a11f80c42bf660b3',
    ],
    [
      'dockerfile.instruction',
      { instruction: 'USER', check: 'not_exists' },
      'FROM a',
      '1571e70ee221127984dcf585a56d4cff',
    ],
    [
      'dockerfile.instruction',
      { instruction: 'RUN', check: 'exists' },
      'RUN apt-get update',
      '53a82a9442545d2b0ac8dd47f1a0876b',
    ],
    [
      'dockerfile.instruction',
      { instruction: 'FROM', check: '=', value: 'debian:12' },
      'FROM debian:12',
      '63da7dddfda842a26aebca7dc66ed0bf',
    ],
    [
      'dockerfile.instruction',
      { instruction: 'ADD', check: 'like', value: 'https?://.*' },
      'ADD http://x/y /z',
      'c3217e7c085ccf25e9d62939198aa739',
    ],
    [
      'dockerfile.instruction',
      { instruction: 'FROM', check: 'not_in', value: 'a,b' },
      'FROM c',
      '9323424c621ac04ffad9deca7d99735b',
    ],
    [
      'dockerfile.instruction',
      { instruction: 'LABEL', check: 'not_like', value: 'x=' },
      'LABEL a=b',
      '56d02d66ca24b7792e745df174234e6d',
    ],
    ['dockerfile.effective_user', { users: 'root', type: 'denylist' }, 'FROM a', 'cbff271f45d32e78dcc1979dbca9c14d'],
    ['dockerfile.effective_user', { users: 'app', type: 'allowlist' }, 'USER web', 'a57bfb74bb7e4664cbb4a175ee87088e'],
    ['dockerfile.exposed_ports', { ports: '22', type: 'denylist' }, 'EXPOSE 22', 'cc05c35507995b4a657b63f9b0baa281'],
    [
      'dockerfile.exposed_ports',
      { ports: '22', type: 'denylist' },
      'EXPOSE 22/tcp',
      '94f1be4261f132c97cbb7a32f631a0e1',
    ],
    [
      'dockerfile.exposed_ports',
      { ports: '80', type: 'allowlist' },
      'EXPOSE 53/udp',
      'df7189cb5fec5de6821baa1c1a072fa7',
    ],
    ['dockerfile.no_dockerfile_provided', {}, '', 'b00b22232c1902075263067d2d2b8eea'],
  ])('%s %j on %j', (what, params, text, id) => {
    expect(
      runRule(what, params as Record<string, string>, withText(text, text === '' ? 'guessed' : 'actual')).ids,
    ).toEqual([id]);
  });

  it.each([
    ['metadata.attribute', { attribute: 'size', check: '>', value: '5' }, '79faa246183c7fd0f3caf91335c24256'],
    ['metadata.attribute', { attribute: 'distro', check: 'in', value: 'debian' }, '9ed1e1881b8552695a3f38ade258f9c9'],
    ['packages.required_package', { name: 'x' }, 'dadda47d92aafbe4190b0b57c5105765'],
    ['packages.required_package', { name: 'x', version: '1' }, '5ca0dab1e0227a0c3604c130edcae1b8'],
    ['packages.required_package', { name: 'curl', version: '8' }, '665540bfc19b427c1254b70ca4e81612'],
    [
      'packages.required_package',
      { name: 'curl', version: '8', version_match_type: 'minimum' },
      'fbe816e571fe9b6dd99c9d1328f7f27b',
    ],
    ['packages.denylist', { name: 'curl' }, '78d2dbda3b6ddf4c458247ac7d6501a4'],
    ['always.always', {}, 'always'],
  ])('%s %j', (what, params, id) => {
    expect(runRule(what, params as Record<string, string>, debian).ids).toEqual([id]);
  });

  const root = 'root:x:0:0:root:/root:/bin/bash';
  const other = 'b'.repeat(64);
  const someFiles = withFiles(aFile('/usr/bin/chage', { mode: 0o4755, sha256: `sha256:${'a'.repeat(64)}` }));
  const hits = aSearch([aHit('/app/.env', 'KEY')]);
  const kept = inspected({ retrievedFiles: retrieved({ '/etc/passwd': root, '/gone': null }) });
  const bash = aPackage('deb', 'bash', { licenses: [readLicense('GPL-3.0-only')] });
  const licensed = someFacts({ bill: aBill([bash]) });
  const differing = { packageId: 'deb-curl', packageName: 'curl', path: '/usr/bin/curl' };
  const verified = inspected({
    verification: aVerification({ files: [{ ...differing, status: 'changed', what: ['digest'] }] }),
  });
  const withoutData = someFacts({ report: aReport([], { sources: [] }) });
  it.each([
    [
      'files.suid_or_guid_set',
      {},
      someFiles,
      'SUID or SGID found set on file /usr/bin/chage. Mode: 0o104755',
      '639f6f1177735759703e928c14714a59',
    ],
    [
      'files.name_match',
      { regex: '.*chage' },
      someFiles,
      'Application of regex matched file found in container: file=/usr/bin/chage regexp=.*chage',
      '1a66f4815d66ce33eb040f13d1ce63ea',
    ],
    [
      'files.content_regex_match',
      {},
      inspected({ contentSearch: hits }),
      'File content analyzer found regexp match in container: file=/app/.env regexp=KEY=KEY.+',
      '2727e55912f55329d8fde7d734566b47',
    ],
    [
      'files.attribute_match',
      { filename: '/usr/bin/chage', mode: '04755' },
      someFiles,
      'filename=/usr/bin/chage and mode=0o4755 op=equals specified_mode=0o4755',
      'a6dc4f36172144182535c920bb47234f',
    ],
    [
      'files.attribute_match',
      { filename: '/usr/bin/chage', mode: '00755', mode_op: 'not_equals' },
      someFiles,
      'filename=/usr/bin/chage and mode=0o4755 op=not_equals specified_mode=0o755',
      '65425da1d5227debadc784445d806faf',
    ],
    [
      'files.attribute_match',
      { filename: '/usr/bin/chage', checksum: other, checksum_match: 'not_equals' },
      someFiles,
      'filename=/usr/bin/chage and checksum=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa op=not_equals specified_checksum=bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',
      '4115297c2ef59922e1094c2998e53f3d',
    ],
    [
      'files.attribute_match',
      { filename: '/x', skip_missing: 'false' },
      someFiles,
      'filename=/x and skip_missing=False',
      '27afa7828a1d616ac4dd5bfbfe4d6eea',
    ],
    [
      'licenses.denylist_exact_match',
      { licenses: 'GPL-3.0-only' },
      licensed,
      'LICFULLMATCH Packages are installed that have denylisted licenses: bash(GPL-3.0-only)',
      'c378e7260a7b2779882f8de78bd13070',
    ],
    [
      'licenses.denylist_partial_match',
      { licenses: 'GPL' },
      licensed,
      'LICSUBMATCH Packages are installed that have denylisted licenses: bash(GPL-3.0-only)',
      'b9fb0350728c8e5e014d59f618b7d0ec',
    ],
    ['malware.scan_not_run', {}, debian, 'No malware scans found for image', '7feaec55f790ab6b3edba15014b8b5f2'],
    [
      'packages.verify',
      {},
      verified,
      "VERIFY check against package db for package 'curl' failed on entry '/usr/bin/curl' with status: 'changed'",
      'de295e61c9777ba0b545e27e9cf3d6a3',
    ],
    [
      'passwd_file.content_not_available',
      {},
      inspected({ retrievedFiles: retrieved({ '/etc/passwd': null }) }),
      'Cannot locate /etc/passwd in image stored files archive: check analyzer settings.',
      'a03e8bea98bc473ccb1dc7471b201943',
    ],
    [
      'passwd_file.denylist_usernames',
      { user_names: 'root' },
      kept,
      "Denylisted user 'root' found in image's /etc/passwd: pentry=root:x:0:0:root:/root:/bin/bash",
      'bc07f5ce6e1b7ecc364c36b3fe67f093',
    ],
    [
      'passwd_file.denylist_userids',
      { user_ids: '0' },
      kept,
      "Denylisted uid '0' found in image's /etc/passwd: pentry=root:x:0:0:root:/root:/bin/bash",
      '9c8c6db1ac4becb6b19d39eb263e4e1e',
    ],
    [
      'passwd_file.denylist_groupids',
      { group_ids: '0' },
      kept,
      "Denylisted gid '0' found in image's /etc/passwd: pentry=root:x:0:0:root:/root:/bin/bash",
      '4cb6f15e8870a41903a89f894416a535',
    ],
    [
      'passwd_file.denylist_shells',
      { shells: '/bin/bash' },
      kept,
      "Denylisted shell '/bin/bash' found in image's /etc/passwd: pentry=root:x:0:0:root:/root:/bin/bash",
      '1db713c107d4c896edf5e0cb7998e722',
    ],
    [
      'passwd_file.denylist_full_entry',
      { entry: root },
      kept,
      "Denylisted pentry 'root:x:0:0:root:/root:/bin/bash' found in image's /etc/passwd: pentry=root:x:0:0:root:/root:/bin/bash",
      'b6bb74736547bbe24bfbf7ca3b0afa21',
    ],
    [
      'retrieved_files.content_not_available',
      { path: '/gone' },
      kept,
      'Cannot locate file in the image analysis',
      '013ff87ce9b12826800438355925acd3',
    ],
    [
      'secret_scans.content_regex_checks',
      {},
      inspected({ secretSearch: hits }),
      'Secret content search analyzer found regexp match in container: file=/app/.env regexp=KEY=KEY.+',
      '7b02f746cf681972dc386999aa281aa0',
    ],
    [
      'secret_scans.content_regex_checks',
      { match_type: 'notfound', filename_regex: '/opt/.*' },
      inspected({ secretSearch: hits }),
      'Secret content search analyzer did not find regexp match in container: filename_regex=/opt/.* content_regex_name=all',
      '7d4cc12cd6a013a286cdb16c1272db22',
    ],
    [
      'vulnerabilities.vulnerability_data_unavailable',
      {},
      withoutData,
      'Distro-specific feed data not found for distro namespace: debian:12. Cannot perform CVE scan OS/distro packages',
      'a1ec0eba715afecbc0815f41cd3e73c8',
    ],
  ])('%s %j', (what, params, facts, message, id) => {
    expect(runRule(what, params as Record<string, string>, facts)).toMatchObject({ messages: [message], ids: [id] });
  });

  const npm = (name: string, path: string) => aPackage('npm', name, { path });
  it.each([
    [aPackage('deb', 'libssl3'), 'CVE-1+libssl3'],
    [aPackage('apk', 'musl'), 'CVE-1+musl'],
    [aPackage('rpm', 'bash'), 'CVE-1+bash'],
    [npm('lodash', '/app/node_modules/lodash/package.json'), 'CVE-1+lodash'],
    [npm('@babel/core', '/app/node_modules/@babel/core/package.json'), 'CVE-1+core'],
    [{ ...npm('lodash', '/app/package-lock.json'), evidence: 'declared' as const }, 'CVE-1+lodash-1.0.0'],
    [anArchive('log4j-core', '/app/log4j-core-2.14.1.jar'), 'CVE-1+log4j-core-2.14.1.jar'],
    [anArchive('log4j-core', '/a.war!/WEB-INF/lib/log4j.jar'), 'CVE-1+log4j.jar'],
    [aPackage('gem', 'rack', { path: '/gems/specifications/rack-2.0.gemspec' }), 'CVE-1+rack-2.0.gemspec'],
    [aPackage('pypi', 'Django', { version: '3.2' }), 'CVE-1+Django-3.2'],
    [aPackage('golang', 'golang.org/x/net', { version: 'v0.1.0' }), 'CVE-1+golang.org/x/net-v0.1.0'],
    [{ ...anArchive('x', ''), version: null }, 'CVE-1+x-'],
  ])('vulnerabilities.package %#', (one, id) => {
    const facts = someFacts({ bill: aBill([one]), report: aReport([aMatch(one, 'CVE-1')]) });
    expect(runRule('vulnerabilities.package', { package_type: 'all' }, facts).ids).toEqual([id]);
  });

  const alpine = { id: 'alpine', version: '3.19', idLike: [], name: null, prettyName: null, codename: null };
  it.each([
    [
      'vulnerabilities.stale_feed_data',
      { max_days_since_sync: '5' },
      withoutData,
      'The vulnerability feed for this image distro is older than MAXAGE (5) days',
      '7b031c1cc0274fcfaecd929d3fe3b8f6',
    ],
    [
      'vulnerabilities.vulnerability_data_unavailable',
      {},
      withoutData,
      'Distro-specific feed data not found for distro namespace: debian:12. Cannot perform CVE scan OS/distro packages',
      'a1ec0eba715afecbc0815f41cd3e73c8',
    ],
    [
      'vulnerabilities.vulnerability_data_unavailable',
      {},
      { ...withoutData, bill: aBill([], { distro: alpine }) },
      'Distro-specific feed data not found for distro namespace: alpine:3.19. Cannot perform CVE scan OS/distro packages',
      'f65f228550dfbcd6bf07a9710fffedad',
    ],
  ])('the gate vulnerabilities: %s %j', (what, params, facts, message, id) => {
    const { messages, ids } = runRule(what, params as Record<string, string>, facts);
    expect([messages, ids]).toEqual([[message], [id]]);
  });

  it.each([
    [
      { severity: 'low', severity_comparison: '>=' },
      'CRITICAL Vulnerability found in os package type (dpkg) - curl (fixed in: 8.0)(CVE-1 - https://example.com/1)',
    ],
    [
      { cvss_v3_base_score: '7.0' },
      'CRITICAL Vulnerability found in os package type (dpkg) - curl (fixed in: 8.0)(cvss_v3_base_score=9.8)(CVE-1 - https://example.com/1)',
    ],
    [
      { fix_available: 'true', max_days_since_fix: '14' },
      'CRITICAL Vulnerability found in os package type (dpkg) - curl (fixed in: 8.0)(max_days_since_fix=unknown)(CVE-1 - https://example.com/1)',
    ],
  ])('the text of vulnerabilities.package with %j', (params, message) => {
    const curl = aPackage('deb', 'curl', { version: '7.88' });
    const scores = [{ source: 'nvd', version: '3.1', vector: '', baseScore: 9.8 }] as const;
    const fix = { state: 'fixed', versions: ['8.0'] } as const;
    const match = aMatch(curl, 'CVE-1', { severity: 'critical', fix, scores, url: 'https://example.com/1' });
    const facts = someFacts({ bill: aBill([curl]), report: aReport([match]) });
    const { messages, ids } = runRule('vulnerabilities.package', { package_type: 'all', ...(params as object) }, facts);
    expect([messages, ids]).toEqual([[message], ['CVE-1+curl']]);
  });
});

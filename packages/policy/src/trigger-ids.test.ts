import { describe, expect, it } from 'vitest';
import { aBill, aMatch, anArchive, anImage, aPackage, aReport, runRule, someFacts, withText } from './testing/index.ts';

/** Ids that allowlists in the field name: MD5 of gate, trigger and message, worked out with md5sum(1). */
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
});

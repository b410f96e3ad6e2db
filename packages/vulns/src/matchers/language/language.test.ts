import { describe, expect, it } from 'vitest';
import { memoryStore, type TestPackage, testAdvisory, testAffected, testPackages } from '../../testing/index.ts';
import { language } from './index.ts';

const store = memoryStore([
  testAdvisory('GHSA-npm', {
    affected: [
      testAffected('npm', 'lodash', { ranges: ['<4.17.21'] }),
      testAffected('npm', '@babel/traverse', { ranges: ['<7.23.2'] }),
      testAffected('npm', 'JSONStream', { ranges: ['*'] }),
    ],
  }),
  testAdvisory('PYSEC-1', { affected: [testAffected('PyPI', 'Flask-Cors', { ranges: ['<4.0.1'] })] }),
  testAdvisory('PYSEC-2', {
    affected: [testAffected('PyPI', 'legacy', { ranges: ['<2'], versions: ['2004d', '1.0'] })],
  }),
  testAdvisory('GHSA-log4j', {
    affected: [
      testAffected('Maven', 'org.apache.logging.log4j:log4j-core', { ranges: ['>=2.13.0 <2.15.0'] }),
      testAffected('Maven', 'org.apache.logging.log4j:log4j-core', { ranges: ['>=2.0-beta9 <2.3.1'] }),
    ],
  }),
  testAdvisory('GO-STD', { affected: [testAffected('Go', 'stdlib', { ranges: ['<1.19.9', '>=1.20.0-0 <1.20.4'] })] }),
  testAdvisory('GO-NET', { affected: [testAffected('Go', 'golang.org/x/net', { ranges: ['<0.17.0'] })] }),
  testAdvisory('GO-V2', {
    affected: [testAffected('Go', 'github.com/docker/docker', { ranges: ['>=20.0.0 <24.0.7'] })],
  }),
  testAdvisory('RUSTSEC-1', {
    affected: [testAffected('crates.io', 'openssl-src', { ranges: ['<111.18.0', '>=300.0.0 <300.0.4'] })],
  }),
  testAdvisory('GHSA-gem', { affected: [testAffected('RubyGems', 'actionpack', { ranges: ['>=5.3.A <6.1.7'] })] }),
  testAdvisory('GHSA-nuget', { affected: [testAffected('NuGet', 'Newtonsoft.Json', { ranges: ['<13.0.1'] })] }),
  testAdvisory('GHSA-php', {
    affected: [testAffected('Packagist', 'Magento/product-community-edition', { ranges: ['>=2.4.5 <2.4.5-p2'] })],
  }),
  testAdvisory('GHSA-php8', { affected: [testAffected('Packagist', 'drupal/core', { ranges: ['<=8.0'] })] }),
]);

function match(draft: TestPackage) {
  const [pkg] = testPackages(draft);
  return language.match(pkg as NonNullable<typeof pkg>, { store, distro: null });
}

const maven = (groupId: string | undefined, artifactId: string, version: string): TestPackage => ({
  kind: 'maven',
  name: artifactId,
  version,
  metadata: {
    kind: 'maven',
    ...(groupId ? { groupId } : {}),
    artifactId,
    virtualPath: '/a.jar',
    coordinatesFrom: 'manifest',
  },
});

describe('language packages', () => {
  it.each<[TestPackage, string]>([
    [{ kind: 'npm', name: 'lodash', version: '4.17.15' }, 'GHSA-npm'],
    [{ kind: 'npm', name: '@babel/traverse', version: '7.0.0' }, 'GHSA-npm'],
    [{ kind: 'npm', name: 'traverse', purl: 'pkg:npm/%40babel/traverse@7.0.0', version: '7.0.0' }, 'GHSA-npm'],
    [{ kind: 'pypi', name: 'flask_cors', version: '3.0.10' }, 'PYSEC-1'],
    [{ kind: 'pypi', name: 'FLASK.CORS', version: '4.0.1rc1' }, 'PYSEC-1'],
    [{ kind: 'pypi', name: 'legacy', version: '2004d' }, 'PYSEC-2'],
    [maven('org.apache.logging.log4j', 'log4j-core', '2.14.1'), 'GHSA-log4j'],
    [maven('org.apache.logging.log4j', 'log4j-core', '2.0-rc1'), 'GHSA-log4j'],
    [{ kind: 'maven', name: 'org.apache.logging.log4j:log4j-core', version: '2.13.0' }, 'GHSA-log4j'],
    [
      {
        kind: 'maven',
        name: 'log4j-core',
        purl: 'pkg:maven/org.apache.logging.log4j/log4j-core@2.13.0',
        version: '2.13.0',
      },
      'GHSA-log4j',
    ],
    [{ kind: 'golang', name: 'stdlib', version: 'go1.19.8' }, 'GO-STD'],
    [{ kind: 'golang', name: 'stdlib', version: '1.19.8' }, 'GO-STD'],
    [{ kind: 'golang', name: 'stdlib', version: 'go1.20rc2' }, 'GO-STD'],
    [{ kind: 'golang', name: 'golang.org/x/net', version: 'v0.0.0-20220722155237-a158d28d115b' }, 'GO-NET'],
    [{ kind: 'golang', name: 'github.com/docker/docker', version: 'v20.10.7+incompatible' }, 'GO-V2'],
    [{ kind: 'cargo', name: 'openssl-src', version: '300.0.3+3.0.0' }, 'RUSTSEC-1'],
    [{ kind: 'gem', name: 'actionpack', version: '5.3.0' }, 'GHSA-gem'],
    [{ kind: 'nuget', name: 'newtonsoft.json', version: '12.0.3' }, 'GHSA-nuget'],
    [{ kind: 'composer', name: 'magento/product-community-edition', version: '2.4.5-p1' }, 'GHSA-php'],
    [{ kind: 'composer', name: 'drupal/core', version: 'v8.0.0' }, 'GHSA-php8'],
  ])('%j is affected by %s', (draft, id) => {
    expect(match(draft).candidates.map(({ row }) => row.advisoryId)).toEqual([id]);
  });

  it.each<[TestPackage]>([
    [{ kind: 'npm', name: 'lodash', version: '4.17.21' }],
    [{ kind: 'npm', name: 'Lodash', version: '4.17.15' }],
    [{ kind: 'npm', name: 'jsonstream', version: '1.0.0' }],
    [{ kind: 'pypi', name: 'flask-cors', version: '4.0.1.post1' }],
    [maven('org.apache.logging.log4j', 'log4j-core', '2.15.0')],
    [maven('com.example', 'log4j-core', '2.14.1')],
    [{ kind: 'golang', name: 'stdlib', version: 'go1.20.4' }],
    [{ kind: 'golang', name: 'stdlib', version: 'go1.19.9' }],
    [{ kind: 'golang', name: 'github.com/docker/docker', version: 'v24.0.7+incompatible' }],
    [{ kind: 'cargo', name: 'openssl-src', version: '111.18.0+1.1.1n' }],
    [{ kind: 'gem', name: 'actionpack', version: '5.2.9' }],
    [{ kind: 'composer', name: 'magento/product-community-edition', version: '2.4.5-p2' }],
    [{ kind: 'composer', name: 'drupal/core', version: '8.0.1' }],
  ])('%j is not', (draft) => {
    expect(match(draft)).toMatchObject({ candidates: [], undecided: [], notEvaluated: null });
  });

  it.each<[TestPackage, string]>([
    [{ kind: 'golang', name: 'example.com/main', version: null }, 'no-version'],
    [{ kind: 'golang', name: 'example.com/main', version: '(devel)' }, 'unreadable-version'],
    [{ kind: 'pypi', name: 'legacy', version: '2004d' }, 'unreadable-version'],
    [{ kind: 'composer', name: 'drupal/core', version: 'dev-main' }, 'unreadable-version'],
    [maven('org.apache.logging.log4j', 'log4j-core', '${'.concat('revision}')), 'unreadable-version'],
    [maven(undefined, 'log4j-core', '2.14.1'), 'no-data'],
  ])('%j is not evaluated: %s', (draft, reason) => {
    expect(match(draft).notEvaluated).toMatchObject({ reason });
  });

  it('without records of their ecosystem are not evaluated', () => {
    const [pkg] = testPackages({ kind: 'npm', name: 'lodash' });
    const answer = language.match(pkg as NonNullable<typeof pkg>, { store: memoryStore([]), distro: null });
    expect(answer).toMatchObject({ notEvaluated: { reason: 'no-data' } });
  });
});

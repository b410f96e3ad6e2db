import { PaginatedImageList, PaginatedVulnerabilityList } from '@gantry/contract/query';
import { testAdvisory, testAffected } from '@gantry/vulns/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addImage,
  debianBill,
  storeOf,
  type TestPlatform,
  type TestServer,
  testAdvisories,
  testPlatform,
  testServer,
} from '../../testing/index.ts';
import { createMatching } from '../matching/index.ts';
import { createVulnerabilitiesFeature } from '../vulnerabilities/index.ts';
import { createQueryFeature } from './index.ts';

const digestOf = (at: number) => `sha256:${String(at).padStart(64, '0')}`;
const store = storeOf(
  'sha256:1',
  testAdvisory('GHSA-log4j', {
    aliases: ['CVE-2021-44228'],
    severity: 'critical',
    summary: 'Log4Shell',
    references: [{ type: 'ADVISORY', url: 'https://logging.apache.org/' }],
    affected: [
      testAffected('Maven', 'org.apache.logging.log4j:log4j-core', { ranges: ['>=2.0 <2.15.0'] }),
      testAffected('Maven', 'com.other:log4j', { ranges: ['>=1 <=2'] }),
    ],
  }),
  testAdvisory('DEBIAN-CVE-2021-44228', {
    upstream: ['CVE-2021-44228'],
    affected: [
      testAffected('Debian:12', 'apache-log4j2', { ranges: ['<2.15.0-1'], severity: 'high' }),
      testAffected('Debian:11', 'apache-log4j2', { ranges: ['*'], fixState: 'wont-fix' }),
    ],
  }),
  testAdvisory('GHSA-gone', { aliases: ['CVE-2021-44228'], withdrawn: '2022-01-01T00:00:00Z', affected: [] }),
);

describe('features/query', () => {
  let platform: TestPlatform;
  let server: TestServer;

  beforeAll(async () => {
    platform = await testPlatform();
    const advisories = testAdvisories(store);
    const { matching } = createMatching({ platform, advisories, subscriptions: { active: async () => [] } });
    const { vulnerabilities } = createVulnerabilitiesFeature({ platform, advisories, matching, images: {} as never });
    server = await testServer(platform, createQueryFeature({ advisories, vulnerabilities }).routes);
    for (const [at, account] of ['team-a', 'team-a', 'team-a', 'team-b'].entries()) {
      platform.setTime(`2026-01-0${at + 1}T00:00:00Z`);
      const scope = await addImage(platform, { account, digest: digestOf(at), tag: `docker.io/app${at}:1` });
      const bill = debianBill(
        { kind: 'npm', name: 'left', version: '1.0.0', locations: [{ path: '/a', role: 'primary' }] },
        { kind: 'npm', name: 'left', version: '1.0.0', locations: [{ path: '/b', role: 'primary' }] },
        { kind: 'npm', name: 'left', version: `2.0.${at}` },
        { kind: 'deb', name: 'left', version: '9' },
      );
      await platform.db.transaction().execute((tx) => matching.record(scope.within(tx), digestOf(at), bill));
    }
  });
  afterAll(async () => {
    await server.close();
    await platform.close();
  });

  const images = async (query: string, account = 'team-a') => {
    const { status, body } = await server.call('GET', `/query/images/by-package?${query}`, { account });
    expect(status).toBe(200);
    return PaginatedImageList.strict().parse(body);
  };
  const vulns = async (query: string) => {
    const { status, body } = await server.call('GET', `/query/vulnerabilities?${query}`);
    expect(status).toBe(200);
    return PaginatedVulnerabilityList.strict().parse(body);
  };

  it('finds the images of the account that hold a package, newest first', async () => {
    const found = await images('name=left');
    expect(found).toMatchObject({ page: '1', returned_count: 3 });
    expect(found.images?.map(({ image }) => image?.image_digest)).toEqual([digestOf(2), digestOf(1), digestOf(0)]);
    expect(found.images?.[0]).toEqual({
      image: {
        image_digest: digestOf(2),
        image_id: 'f'.repeat(64),
        analyzed_at: '2026-01-03T00:00:00.000Z',
        tag_history: [
          {
            full_tag: 'docker.io/app2:1',
            registry: 'docker.io',
            repo: 'app2',
            tag: '1',
            tag_detected_at: '2026-01-03T00:00:00.000Z',
          },
        ],
      },
      packages: [
        { name: 'left', version: '9', type: 'dpkg' },
        { name: 'left', version: '1.0.0', type: 'npm' },
        { name: 'left', version: '2.0.2', type: 'npm' },
      ],
    });
  });

  it.each([
    ['name=left&version=2.0.1', 1],
    ['name=left&package_type=dpkg', 3],
    ['name=left&package_type=dpkg&version=2.0.1', 0],
    ['name=left&package_type=odd', 0],
    ['name=right', 0],
    ["name=left'%3B--", 0],
  ])('%s: %i images', async (query, count) => expect((await images(query)).returned_count).toBe(count));

  it('gives page after page', async () => {
    const first = await images('name=left&limit=2');
    expect(first).toMatchObject({ page: '1', next_page: '2', returned_count: 2 });
    const second = await images('name=left&limit=2&page=2');
    expect(second).toMatchObject({ page: '2', returned_count: 1 });
    expect(second).not.toHaveProperty('next_page');
    expect(second.images?.[0]?.image?.image_digest).toBe(digestOf(0));
    expect((await images('name=left', 'team-b')).returned_count).toBe(1);
  });

  it.each([
    '/query/images/by-package',
    '/query/images/by-package?name=left&page=0',
    '/query/images/by-package?name=left&page=x',
    '/query/images/by-package?name=left&limit=100000',
    '/query/images/by-package?name=left%00',
    '/query/vulnerabilities',
    '/query/vulnerabilities?id=',
    '/query/vulnerabilities?id=CVE-2021-44228&page=-1',
  ])('%s gives 400', async (path) => expect((await server.call('GET', path)).status).toBe(400));

  it('tells what the advisories say of a vulnerability', async () => {
    const found = await vulns('id=CVE-2021-44228,CVE-1999-0001');
    expect(found).toMatchObject({ page: '1', returned_count: 3 });
    expect(found.vulnerabilities?.map(({ namespace, severity }) => [namespace, severity])).toEqual([
      ['debian:11', 'Unknown'],
      ['debian:12', 'High'],
      ['github:java', 'Critical'],
    ]);
    expect(found.vulnerabilities?.[2]).toMatchObject({
      id: 'CVE-2021-44228',
      link: 'https://github.com/advisories/GHSA-log4j',
      description: 'Log4Shell',
      affected_packages: [
        { name: 'org.apache.logging.log4j:log4j-core', version: '>=2.0, <2.15.0', type: 'java', will_not_fix: false },
        { name: 'com.other:log4j', version: '>=1, <=2', type: 'java' },
      ],
      references: [{ source: 'GHSA-log4j', tags: ['ADVISORY'], url: 'https://logging.apache.org/' }],
      nvd_data: [{ id: 'CVE-2021-44228' }],
      vendor_data: [{ id: 'GHSA-log4j' }],
    });
    expect(found.vulnerabilities?.[0]?.affected_packages).toEqual([
      { name: 'apache-log4j2', version: '*', type: 'dpkg', will_not_fix: true },
    ]);
  });

  it.each([
    ['id=GHSA-log4j', 1],
    ['id=CVE-2021-44228&namespace=debian:12,debian:11', 2],
    ['id=CVE-2021-44228&affected_package=apache-log4j2', 2],
    ['id=CVE-2021-44228&affected_package=com.other:log4j', 1],
    ['id=CVE-2021-44228&affected_package=com.other:log4j&affected_package_version=2', 1],
    ['id=CVE-2021-44228&affected_package=com.other:log4j&affected_package_version=3', 0],
    ['id=CVE-2021-44228&affected_package=com.other:log4j&affected_package_version=0.9', 0],
    ['id=CVE-2021-44228&limit=2&page=2', 1],
    ['id=CVE-1999-0001', 0],
    ['id=__proto__,constructor', 0],
  ])('%s: %i records', async (query, count) => expect((await vulns(query)).returned_count).toBe(count));
});

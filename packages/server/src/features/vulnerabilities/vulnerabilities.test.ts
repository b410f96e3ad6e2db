import { ImagePackageVulnerabilityResponse } from '@gantry/contract/vulnerabilities';
import type { Bill } from '@gantry/core';
import { enrichedStore, testAdvisory, testAffected } from '@gantry/vulns/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../kernel/db/index.ts';
import {
  addImage,
  advisoryOn,
  debianBill,
  storeOf,
  type TestPlatform,
  type TestServer,
  testAdvisories,
  testPlatform,
  testServer,
} from '../../testing/index.ts';
import { imageErrors } from '../images/errors.ts';
import type { Images } from '../images/ports.ts';
import { createMatching } from '../matching/index.ts';
import { createVulnerabilitiesFeature } from './index.ts';

const digestOf = (letter: string) => `sha256:${letter.repeat(64)}`;
const openssl = { kind: 'deb', name: 'openssl', version: '3.0.0-1' } as const;
const left = {
  kind: 'npm',
  name: '@scope/left',
  version: '1.0.0',
  cpes: ['cpe:2.3:a:x:left:1.0.0:*:*:*:*:*:*:*'],
} as const;
const wontFix = { ...testAffected('Debian:12', 'openssl', { ranges: ['*'] }), fixState: 'wont-fix' } as const;
const advisories = storeOf(
  'sha256:1',
  testAdvisory('DEBIAN-CVE-2024-1000', {
    upstream: ['CVE-2024-1000'],
    severity: 'critical',
    details: 'The long story.',
    scores: [
      { source: 'nvd', version: '3.1', vector: 'v', baseScore: 9.8, exploitabilityScore: 3.9, impactScore: 5.9 },
      { source: 'nvd', version: '2.0', vector: 'v', baseScore: 10 },
    ],
    affected: [testAffected('Debian:12', 'openssl', { ranges: ['<3.0.9-1'] })],
  }),
  testAdvisory('DEBIAN-CVE-2024-2000', { upstream: ['CVE-2024-2000'], severity: 'low', affected: [wontFix] }),
  advisoryOn('GHSA-left', 'npm', '@scope/left', '<2.0.0'),
);
const store = enrichedStore(advisories, {
  epss: { 'CVE-2024-1000': { score: 0.25, percentile: 0.97, date: '2026-03-01' } },
});

describe('features/vulnerabilities', () => {
  let platform: TestPlatform;
  let server: TestServer;
  const bills = new Map<string, Bill>();
  const images: Pick<Images, 'get' | 'analyzed' | 'bill' | 'ancestors'> = {
    get: async (scope, digest) => {
      const image = await scope.select('image').where('digest', '=', digest).selectAll().executeTakeFirst();
      if (image === undefined) throw imageErrors.NOT_FOUND({ digest, account: scope.account });
      return image as Row<'image'>;
    },
    analyzed: async (scope, digest) => {
      const image = await images.get(scope, digest);
      if (image.analysis_status !== 'analyzed')
        throw imageErrors.NOT_ANALYZED({ digest, state: image.analysis_status });
      return image;
    },
    bill: async (_scope, digest) => bills.get(digest) as Bill,
    ancestors: async (scope, digest) => (digest === digestOf('a') ? [await images.get(scope, digestOf('b'))] : []),
  };

  beforeAll(async () => {
    platform = await testPlatform();
    const advisories = testAdvisories(store);
    const { matching } = createMatching({ platform, advisories, subscriptions: { active: async () => [] } });
    const feature = createVulnerabilitiesFeature({ platform, images, matching, advisories });
    server = await testServer(platform, feature.routes);
    platform.setTime('2026-03-01T00:00:00Z');
    for (const [letter, bill] of Object.entries({ a: debianBill(openssl, left), b: debianBill(openssl) })) {
      const digest = digestOf(letter);
      bills.set(digest, bill);
      const scope = await addImage(platform, { account: 'team-a', digest, tag: `docker.io/${letter}:1` });
      await platform.db.transaction().execute((tx) => matching.record(scope.within(tx), digest, bill));
    }
    const waiting = await addImage(platform, { account: 'team-a', digest: digestOf('c'), tag: 'docker.io/c:1' });
    await waiting.update('image').set({ analysis_status: 'analyzing' }).where('digest', '=', digestOf('c')).execute();
  });
  afterAll(async () => {
    await server.close();
    await platform.close();
  });

  const get = (path: string, account = 'team-a') => server.call('GET', `/images/${path}`, { account });
  const vulns = async (path: string) => {
    const { status, body } = await get(path);
    expect(status).toBe(200);
    return ImagePackageVulnerabilityResponse.strict().parse(body);
  };

  it('lists the types', async () => {
    expect(await get(`${digestOf('a')}/vuln`)).toMatchObject({ status: 200, body: ['all', 'os', 'non-os'] });
  });

  it('has every field of a vulnerability', async () => {
    const reply = await vulns(`${digestOf('a')}/vuln/all?include_vuln_description=true`);
    expect(reply).toMatchObject({ image_digest: digestOf('a'), vulnerability_type: 'all', extended_support: false });
    expect(reply.vulnerabilities?.find(({ package_name }) => package_name === 'openssl')).toEqual({
      vuln: 'CVE-2024-1000',
      severity: 'Critical',
      fix: '3.0.9-1',
      suggested_fix_version: '3.0.9-1',
      will_not_fix: false,
      url: 'https://security-tracker.debian.org/tracker/CVE-2024-1000',
      feed: 'vulnerabilities',
      feed_group: 'debian:12',
      package: 'openssl-3.0.0-1',
      package_name: 'openssl',
      package_version: '3.0.0-1',
      package_type: 'dpkg',
      package_cpe: 'None',
      package_path: '/deb/openssl',
      purl: 'pkg:deb/openssl@3.0.0-1',
      nvd_data: [
        {
          id: 'CVE-2024-1000',
          type: 'Primary',
          source: 'nvd',
          cvss_v2: { base_score: 10, exploitability_score: -1, impact_score: -1 },
          cvss_v3: { base_score: 9.8, exploitability_score: 3.9, impact_score: 5.9 },
          is_kev: false,
          epss: { epss: 0.25, percentile: 0.97 },
        },
      ],
      vendor_data: [
        {
          id: 'DEBIAN-CVE-2024-1000',
          type: 'Secondary',
          source: 'nvd',
          cvss_v2: { base_score: 10, exploitability_score: -1, impact_score: -1 },
          cvss_v3: { base_score: 9.8, exploitability_score: 3.9, impact_score: 5.9 },
        },
      ],
      is_kev: false,
      epss: [{ epss: 0.25, percentile: 0.97 }],
      detected_at: '2026-03-01T00:00:00.000Z',
      fix_observed_at: '2026-03-01T00:00:00.000Z',
      description: 'The long story.',
    });
    expect(reply.vulnerabilities?.find(({ vuln }) => vuln === 'GHSA-left')).toMatchObject({
      feed_group: 'github:npm',
      package_type: 'npm',
      package_cpe: left.cpes[0],
      epss: [],
      nvd_data: [],
      vendor_data: [{ id: 'GHSA-left', cvss_v3: { base_score: -1 } }],
    });
  });

  it.each([
    ['os', ['CVE-2024-1000']],
    ['non-os', ['GHSA-left']],
    ['all', ['GHSA-left', 'CVE-2024-1000']],
    ['os?vendor_only=false', ['CVE-2024-1000', 'CVE-2024-2000']],
    ['os?vendor_only=true&force_refresh=true', ['CVE-2024-1000']],
  ])('%s', async (path, expected) => {
    const { vulnerabilities = [] } = await vulns(`${digestOf('a')}/vuln/${path}`);
    expect(vulnerabilities.map(({ vuln }) => vuln)).toEqual(expected);
    expect(vulnerabilities.every(({ description }) => description === undefined)).toBe(true);
  });

  it('writes None when there is no fix', async () => {
    const { vulnerabilities = [] } = await vulns(`${digestOf('a')}/vuln/os?vendor_only=false`);
    const [, none] = vulnerabilities;
    expect(none).toMatchObject({ fix: 'None', will_not_fix: true });
    expect(none).not.toHaveProperty('suggested_fix_version');
    expect(none).not.toHaveProperty('fix_observed_at');
  });

  it.each([[digestOf('b')], ['auto']])('says what the base %s has', async (base) => {
    const reply = await vulns(`${digestOf('a')}/vuln/all?base_digest=${base}`);
    expect(reply).toMatchObject({ base_digest: digestOf('b'), base_image_problems: [] });
    expect(reply.vulnerabilities?.map(({ vuln, inherited_from_base }) => [vuln, inherited_from_base])).toEqual([
      ['GHSA-left', false],
      ['CVE-2024-1000', true],
    ]);
  });

  it.each([
    ['a', digestOf('9'), 'base_image_unavailable', digestOf('9')],
    ['a', digestOf('c'), 'base_image_unavailable', digestOf('c')],
    ['b', 'auto', 'base_image_unknown', undefined],
  ])('%s: says why the base %s cannot be compared', async (letter, base, problem_type, base_digest) => {
    const reply = await vulns(`${digestOf(letter)}/vuln/all?base_digest=${base}`);
    expect(reply.base_digest).toBe(base_digest);
    expect(reply).toMatchObject({ base_image_problems: [{ problem_type, severity: 'warn' }] });
    expect(reply.vulnerabilities?.every(({ inherited_from_base }) => inherited_from_base === false)).toBe(true);
  });

  it.each([
    [`${digestOf('a')}/vuln/npm`, 'team-a', 400],
    [`${digestOf('a')}/vuln/all`, 'team-b', 404],
    [`${digestOf('a')}/vuln`, 'team-b', 404],
    [`${digestOf('9')}/vuln/all`, 'team-a', 404],
    [`${digestOf('c')}/vuln/all`, 'team-a', 404],
    [`${digestOf('a')}/vuln/all/cyclonedx-json`, 'team-b', 404],
    [`${digestOf('a')}/vuln/npm/cyclonedx-xml`, 'team-a', 400],
    [`${digestOf('a')}/vuln/all?vendor_only=maybe`, 'team-a', 400],
  ])('%s of %s gives %i', async (path, account, status) => {
    expect((await get(path, account)).status).toBe(status);
  });

  it('writes CycloneDX in JSON', async () => {
    const { status, body, headers } = await get(
      `${digestOf('a')}/vuln/os/cyclonedx-json?include_vuln_description=true`,
    );
    expect([status, headers['content-type']]).toEqual([200, 'application/json']);
    expect(body).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      vulnerabilities: [{ id: 'CVE-2024-1000', description: 'The long story.' }],
    });
    expect((body as { components: { name: string }[] }).components.map(({ name }) => name)).toEqual([
      'openssl',
      'debian',
    ]);
  });

  it('writes CycloneDX in XML', async () => {
    const { status, text, headers } = await get(`${digestOf('a')}/vuln/all/cyclonedx-xml`);
    expect([status, headers['content-type']]).toEqual([200, 'application/xml']);
    expect(text).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<bom xmlns="http:\/\/cyclonedx.org\/schema\/bom\/1.6"/,
    );
    expect(text).toContain('<id>CVE-2024-1000</id>');
    expect(text).not.toContain('The long story.');
  });
});

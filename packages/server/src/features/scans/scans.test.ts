import { SBOMVulnerabilitiesResponse, ScanResponse } from '@gantry/contract/scans';
import { formats } from '@gantry/sbom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  advisoryOn,
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
import { createScansFeature } from './index.ts';

const openssl = {
  kind: 'deb',
  name: 'openssl',
  version: '3.0.0-1',
  purl: 'pkg:deb/debian/openssl@3.0.0-1?arch=amd64&distro=debian-12',
  metadata: { kind: 'deb', architecture: 'amd64', source: 'openssl', sourceVersion: '3.0.0-1', files: [] },
} as const;
const bill = debianBill(openssl, { kind: 'npm', name: 'left', version: '1.0.0', metadata: { kind: 'npm' } as never });
const store = storeOf(
  'sha256:1',
  advisoryOn('DEBIAN-CVE-2024-1000', 'Debian:12', 'openssl', '<3.0.9-1'),
  advisoryOn('GHSA-left', 'npm', 'left', '<2.0.0'),
);

async function documentOf(format: string): Promise<Record<string, unknown>> {
  const encoder = await formats.find(({ name }) => name === format)?.loadEncoder?.();
  const context = { now: '2026-01-01T00:00:00Z', uuid: '6b1c0f3e-5f0c-4a58-9d53-0d1f3f4c2b11', toolVersion: '1' };
  return JSON.parse(encoder?.encode(bill, context) ?? '') as Record<string, unknown>;
}

describe('features/scans', () => {
  let platform: TestPlatform;
  let server: TestServer;
  const asked: unknown[] = [];
  let inspected: unknown;

  beforeAll(async () => {
    platform = await testPlatform();
    const advisories = testAdvisories(store);
    const { matching } = createMatching({ platform, advisories, subscriptions: { active: async () => [] } });
    const { vulnerabilities } = createVulnerabilitiesFeature({ platform, advisories, matching, images: {} as never });
    const feature = createScansFeature({
      platform,
      matching,
      vulnerabilities,
      evaluator: {
        evaluateBill: async (scope, { report, inspection, tag, policyId }) => {
          inspected = inspection;
          asked.push([scope.account, report?.matches.length, tag, policyId]);
          return { policy_id: policyId ?? 'active', evaluated_tag: tag, image_digest: '', evaluations: [] };
        },
      },
    });
    server = await testServer(platform, feature.routes);
  });
  afterAll(async () => {
    await server.close();
    await platform.close();
  });

  it.each(['syft-json', 'cyclonedx-json', 'spdx-json'])('%s: gives the vulnerabilities', async (format) => {
    const { status, body } = await server.call('POST', '/vulnerability-scan', { body: await documentOf(format) });
    expect(status).toBe(200);
    const reply = SBOMVulnerabilitiesResponse.strict().parse(body);
    expect(reply.vulnerabilities?.map(({ vuln }) => vuln)).toEqual(['GHSA-left', 'CVE-2024-1000']);
    expect(reply).toMatchObject({ sbom_id: expect.stringMatching(/^sha256:/), extended_support: false });
  });

  it('tells of an advisory when it is asked to', async () => {
    const body = await documentOf('syft-json');
    const path = '/vulnerability-scan?include_vuln_description=true';
    expect(await server.call('POST', path, { body })).toMatchObject({
      body: { vulnerabilities: [{ description: 'Summary of GHSA-left' }, {}] },
    });
  });

  it('evaluates by the policy that is named, else the active one, and stores nothing', async () => {
    const sbom = await documentOf('syft-json');
    const { status, body } = await server.call('POST', '/scan?tag=docker.io/app:1&policy_id=mine', { body: { sbom } });
    expect(status).toBe(200);
    expect(ScanResponse.strict().parse(body)).toMatchObject({
      vuln_scan: { vulnerabilities: [{ vuln: 'GHSA-left' }, { vuln: 'CVE-2024-1000' }] },
      policy_scan: { policy_id: 'mine', evaluated_tag: 'docker.io/app:1' },
    });
    await server.call('POST', '/scan?tag=docker.io/app:1', { body: { sbom } });
    expect(asked).toEqual([
      ['team-a', 2, 'docker.io/app:1', 'mine'],
      ['team-a', 2, 'docker.io/app:1', undefined],
    ]);
    expect(await platform.db.selectFrom('package_identity').selectAll().execute()).toEqual([]);
  });

  it('takes a native document without its frame', async () => {
    const { schema: _schema, descriptor: _descriptor, ...sbom } = await documentOf('syft-json');
    expect((await server.call('POST', '/scan?tag=a:b', { body: { sbom } })).status).toBe(200);
  });

  it('hands on what the client saw in the files', async () => {
    const sbom = await documentOf('syft-json');
    const metadata = { anchorectl_version: '5', anchorectl_platform: 'linux' };
    const hit = { classification: 'AWS_KEY', line_number: 3, line_offset: 0, seek_position: 9, length: 20 };
    const media = 'application/anchore.enterprise.local-analyze';
    const location = { path: '/app/.env', layerID: 'sha256:1' };
    const secret_scan = {
      ...{ media_type: `${media}.secret-search.v1+json`, metadata },
      findings: [{ location, content_searches: [hit] }],
    };
    const retrieved_files = {
      ...{ media_type: `${media}.file-contents.v1+json`, metadata },
      findings: [{ location, contents: 'YQ==' }],
    };
    const scan = (more: object) => server.call('POST', '/scan?tag=docker.io/app:1', { body: { sbom, ...more } });
    expect((await scan({ secret_scan, retrieved_files })).status).toBe(200);
    expect(inspected).toMatchObject({
      ...{ files: null, contentSearch: null, malware: null },
      secretSearch: { hits: [{ path: '/app/.env', pattern: 'AWS_KEY', line: 3, length: 20 }] },
      retrievedFiles: { files: [{ path: '/app/.env', size: 1, content: 'YQ==' }] },
    });
    expect((await scan({})).status).toBe(200);
    expect(inspected).toBeNull();
  });

  it.each<[string, string, unknown]>([
    ['no tag', '/scan', { sbom: {} }],
    ['no SBOM', '/scan?tag=a:b', {}],
    ['half an SBOM', '/scan?tag=a:b', { sbom: { artifacts: [] } }],
    ['an odd document', '/vulnerability-scan', { hello: 'world' }],
    ['a list', '/vulnerability-scan', []],
    ['artifacts that are none', '/vulnerability-scan', { artifacts: 5, schema: {}, descriptor: {} }],
  ])('refuses %s', async (_name, path, body) => {
    const reply = await server.call('POST', path, { body });
    expect(reply.status, reply.text).toBe(400);
  });
});

import { ComplianceReport } from '@gantry/contract/compliance';
import { packs } from '@gantry/policy';
import { aDocument, aRule } from '@gantry/policy/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { app, type EvaluationWorld, evaluationWorld, tag } from '../../testing/evaluation-world.ts';
import { type TestServer, testServer } from '../../testing/index.ts';
import { createComplianceFeature } from './index.ts';

describe('compliance', () => {
  let world: EvaluationWorld;
  let server: TestServer;
  beforeAll(async () => {
    world = await evaluationWorld();
    const parts = { platform: world.platform, evaluations: world.feature.evaluations };
    server = await testServer(world.platform, createComplianceFeature(parts).routes);
  });
  beforeEach(() => world.reset());
  afterAll(async () => {
    await server.close();
    await world.close();
  });
  const report = (query: string) => server.call('GET', `/images/${app}/compliance?tag=${tag}&${query}`);

  it('lists the packs with framework and version', async () => {
    const { body } = await server.call('GET', '/compliance/packs');
    expect(body).toMatchObject({ items: packs.map(({ name }) => ({ name })) });
    expect(JSON.stringify(body)).toContain('"version":"5.2.0 (2025-08-27)"');
  });

  it.each(packs.map((pack) => [pack.name, pack] as const))(
    'shows %s with its policy and controls',
    async (name, pack) => {
      const { body, status } = await server.call('GET', `/compliance/packs/${name}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ name, policy: pack.policy, control_list: pack.controls.map(({ id }) => ({ id })) });
    },
  );

  it('reports every control of a pack that the account does not have, in the shape of the contract', async () => {
    const { body, status } = await report('pack=cis-docker');
    expect(status).toBe(200);
    const parsed = ComplianceReport.parse(body);
    expect(parsed).toEqual(body);
    expect(parsed.target).toMatchObject({ kind: 'image', name: tag });
    expect(parsed.digests).toMatchObject({ advisories: 'sha256:data-1', clock: '2026-11-21T12:00:00.000Z' });
    const states = Object.fromEntries(parsed.controls.map(({ id, state }) => [id, state]));
    expect(states).toMatchObject({ '4.4': 'failed', '4.8': 'not-evaluated', '7.x': 'manual' });
    const stored = await world.platform.db.selectFrom('evaluation').selectAll().execute();
    expect(stored).toEqual([]);
  });

  it.each([
    ['csv', 'text/csv', 'framework,framework_version,control'],
    ['oscal', 'application/json', '{\n  "assessment-results": {'],
    ['stig-ckl', 'application/xml', '<?xml version="1.0"'],
    ['html', 'text/html', '<!DOCTYPE html>'],
  ])('writes it as %s', async (format, mediaType, start) => {
    const { text, headers, status } = await report(`pack=ssdf&format=${format}`);
    expect(status).toBe(200);
    expect(text.startsWith(start)).toBe(true);
    expect(headers['content-type']).toContain(mediaType);
  });

  it('lets a page do nothing', async () => {
    const { headers } = await report('pack=ssdf&format=html');
    expect(headers['content-security-policy']).toContain('sandbox');
  });

  it('judges by a filled in copy when one is named', async () => {
    const ports = aRule('dockerfile.exposed_ports', { ports: '80', type: 'allowlist' }, { id: 'approved-ports' });
    await world.storePolicy({ ...aDocument([ports]), id: 'copy' });
    const { body } = await report('pack=cis-docker&policy_id=copy');
    const { verdict, controls } = ComplianceReport.parse(body);
    expect(verdict.policy.id).toBe('copy');
    expect(controls.find(({ id }) => id === '5.9')).toMatchObject({ rules: ['rs/approved-ports'], missing: [] });
  });

  it.each([
    ['pack=none', 'COMPLIANCE_NO_SUCH_PACK'],
    ['pack=ssdf&format=pdf', 'SERVER_BAD_REQUEST'],
    ['pack=ssdf&policy_id=gone', 'POLICY_NOT_FOUND'],
  ])('%s is refused', async (query, code) => {
    expect((await report(query)).body).toMatchObject({ error_type: code });
  });
});

import { aDocument, aRule } from '@gantry/policy/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestPlatform, type TestServer, testPlatform, testServer } from '../../testing/index.ts';
import { createPoliciesFeature } from './index.ts';
import { testPolicy } from './tests.ts';

const rule = aRule('dockerfile.effective_user', { users: 'root', type: 'denylist' }, { id: 'no-root' });
const stopsRoot = { name: 'root stops', dockerfile: 'FROM a\n', expect: { action: 'stop' } };
const letsRoot = { name: 'root goes', dockerfile: 'FROM a\n', expect: { action: 'go' } };
const letsUser = { name: 'user goes', dockerfile: 'FROM a\nUSER app\n', expect: {} };

describe('tests of policies', () => {
  let platform: TestPlatform;
  let server: TestServer;
  const document = (...tests: object[]) => aDocument([rule], { id: 'tested', name: 'Tested', tests });
  const put = (body: object, query = '') =>
    server.call('PUT', `/policies/tested${query}`, { body: { policy_id: 'tested', ...body } });
  const isActive = async () =>
    ((await server.call('GET', '/policies/tested')).body as { readonly active: boolean }).active;

  beforeAll(async () => {
    platform = await testPlatform();
    server = await testServer(platform, createPoliciesFeature({ platform }).routes);
    await server.call('POST', '/policies', { body: document(stopsRoot, letsRoot) });
  });
  afterAll(async () => {
    await server.close();
    await platform.close();
  });

  it('are run on demand', async () => {
    const { status, body } = await server.call('POST', '/policies/tested/tests');
    expect([status, body]).toMatchObject([
      200,
      {
        passed: false,
        results: [
          { name: 'root stops', passed: true, action: 'stop', findings: 1 },
          { name: 'root goes', passed: false, failures: [expect.stringContaining('expected go')] },
        ],
        coverage: { rules: [{ rule_id: 'no-root', state: 'fired', fired: 2, silent: 0 }], both: 0 },
      },
    ]);
  });

  it('have an end', async () => {
    const report = await testPolicy(document(letsUser, stopsRoot), 'tested', -1);
    expect([report.passed, report.results.length]).toEqual([false, 2]);
    expect(report.results[0]?.failures).toEqual([expect.stringContaining('took more than')]);
    expect(report.coverage.rules).toMatchObject([{ ruleId: 'no-root', state: 'never' }]);
  });

  it('must pass before a policy becomes active, unless it is forced', async () => {
    expect(await put({}, '?active=true')).toMatchObject({
      status: 400,
      body: {
        error_type: 'POLICY_TESTS_FAILED',
        message: expect.stringContaining('root goes'),
        detail: { failed: 1, tests: 2, rules: 1, rules_fired: 1 },
      },
    });
    expect(await isActive()).toBe(false);
    expect((await put({ active: true })).status).toBe(400);
    expect((await put({}, '?active=true&force=true')).status).toBe(200);
    expect(await isActive()).toBe(true);
    expect((await put({})).status).toBe(200);
  });

  it('must pass before the document of the active policy is replaced', async () => {
    expect((await put({ policy: document(letsRoot) })).body).toMatchObject({ error_type: 'POLICY_TESTS_FAILED' });
    expect((await put({ policy: document({ name: 'no' }) })).body).toMatchObject({ error_type: 'POLICY_BAD_TESTS' });
    expect((await put({ policy: document(stopsRoot, letsUser) })).status).toBe(200);
    expect((await server.call('POST', '/policies/tested/tests')).body).toMatchObject({ passed: true });
  });

  it('are not asked for while it is not active', async () => {
    await server.call('PUT', '/policies/gantry-secure?active=true', { body: { policy_id: 'gantry-secure' } });
    expect((await put({ policy: document(letsRoot) })).status).toBe(200);
    expect((await put({}, '?active=true')).status).toBe(400);
  });
});

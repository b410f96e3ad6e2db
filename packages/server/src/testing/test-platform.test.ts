import { listPolicies } from '@gantry/contract/policies';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reply, route } from '../kernel/http/index.ts';
import { type TestPlatform, type TestServer, testPlatform, testServer } from './index.ts';

describe('testing: platform and server', () => {
  let platform: TestPlatform;
  let server: TestServer;
  beforeAll(async () => {
    platform = await testPlatform();
    server = await testServer(platform, [
      route(listPolicies, async ({ scope }) => {
        await scope.select('policy').selectAll().execute();
        return reply(listPolicies, 200, []);
      }),
    ]);
  });
  afterAll(async () => {
    await server.close();
    await platform.close();
  });

  it('answers a route with the rows of the account', async () => {
    expect(await server.call('GET', '/policies')).toMatchObject({ status: 200, body: [] });
  });

  it('names the missing permission', async () => {
    expect(await server.call('GET', '/policies', { permissions: [] })).toMatchObject({
      status: 403,
      body: { error_type: 'SERVER_NOT_AUTHORIZED', httpcode: 403 },
    });
  });
});

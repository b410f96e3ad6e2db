import { ServiceList } from '@gantry/contract/system';
import { failureCode } from '@gantry/core/testing';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorTables } from '../../error-tables.ts';
import { createServer, type DoneRequest } from '../../kernel/http/index.ts';
import type { LogLevel } from '../../kernel/log/index.ts';
import { type TestPlatform, type TestServer, testPlatform, testServer } from '../../testing/index.ts';
import { createSystemFeature, type SystemDeps, type SystemFeature } from './index.ts';

describe('features/system', () => {
  let platform: TestPlatform;
  let server: TestServer;
  let app: FastifyInstance;
  let feature: SystemFeature;
  let level: LogLevel = 'info';
  const setLevel = (next: LogLevel): void => {
    level = next;
  };
  const parts = (): SystemDeps => ({
    platform,
    facts: { role: 'all', baseUrl: 'http://one:8228', schemaVersion: '0001-foundation', advisories: () => null },
    log: { level: () => level, setLevel },
    errorTables,
    metricsToken: 'figures',
  });
  beforeAll(async () => {
    platform = await testPlatform();
    feature = createSystemFeature(parts());
    server = await testServer(platform, feature.routes);
    app = await createServer({
      routes: feature.routes,
      db: platform.db,
      log: platform.log,
      bodyLimit: 1_000,
      identify: async () => Promise.reject(new Error('nobody')),
      done: (request: DoneRequest) => feature.metrics.done(request),
      extend: (made) => feature.extend(made),
    });
  }, 60_000);
  afterAll(async () => {
    feature.metrics.stop();
    await app.close();
    await server.close();
    await platform.close();
  }, 60_000);

  it.each(['/v2', '/v2/'])('answers %s with a JSON string', async (url) => {
    const { statusCode, body, headers } = await app.inject({ url });
    expect([statusCode, body, headers['content-type']]).toEqual([
      200,
      '"v2"',
      expect.stringContaining('application/json'),
    ]);
  });

  it.each(['/version', '/v2/version'])('tells versions at %s to anyone', async (url) => {
    const answer = await app.inject({ url });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      service: { version: expect.stringMatching(/^\d+\.\d+\.\d+$/), gantry_version: '0.0.0-test' },
      api: { version: '2' },
      db: { schema_version: '0001-foundation' },
    });
    const [major = 0, minor = 0] = answer
      .json<{ service: { version: string } }>()
      .service.version.split('.')
      .map(Number);
    expect(major * 1_000 + minor).toBeGreaterThanOrEqual(5_011);
  });

  it.each(['/health', '/v2/health'])('is healthy at %s', async (url) => {
    expect((await app.inject({ url })).statusCode).toBe(200);
  });

  it('is unhealthy without a database', async () => {
    const broken = { ...platform, db: platform.db.withSchema('gone') };
    Object.defineProperty(broken.db, 'getExecutor', {
      value: () => {
        throw new Error('down');
      },
    });
    const { routes } = createSystemFeature({ ...parts(), platform: broken });
    const other = await testServer(platform, routes);
    expect(await other.call('GET', '/health')).toMatchObject({ status: 503, body: { error_type: 'SYSTEM_UNHEALTHY' } });
    await other.close();
  });

  it('shows its state', async () => {
    expect((await server.call('GET', '/status')).body).toMatchObject({
      up: true,
      available: true,
      busy: false,
      message: expect.stringContaining('no advisories'),
      db_version: '0001-foundation',
      detail: { role: 'all', host_id: 'test-host', advisories: null, jobs: [] },
    });
    expect((await app.inject({ url: '/v2/status' })).statusCode).toBe(500);
  });

  it('is on the list while it lives, missed when it falls silent, and gone when it stops', async () => {
    const names = async (path = '/system/services'): Promise<unknown[]> =>
      ServiceList.parse((await server.call('GET', path)).body).map(({ service_name, host_id, status }) => [
        service_name,
        host_id,
        status,
      ]);
    await feature.heartbeat.start();
    expect(await names()).toEqual([['all', 'test-host', true]]);
    expect((await server.call('GET', '/system')).body).toMatchObject({
      service_states: [{ base_url: 'http://one:8228', version: '0.0.0-test' }],
    });
    await platform.db
      .insertInto('service')
      .values({
        name: 'worker',
        host_id: 'lost',
        base_url: '',
        version: '1',
        started_at: platform.clock.now(),
        last_seen: new Date('2026-01-02T03:00:00Z'),
      })
      .execute();
    expect(await names('/system/services/worker')).toEqual([['worker', 'lost', false]]);
    expect(await names('/system/services/none')).toEqual([]);
    for (let round = 0; round < 2; round += 1) {
      await platform.queue.send('watch-services', {});
      await platform.queue.run(feature.jobs ?? []);
    }
    expect(platform.events.seen.map(({ type, account }) => [type, account])).toEqual([
      ['system.service.started', 'admin'],
      ['system.service.down', 'admin'],
    ]);
    expect((await server.call('GET', '/system/services/worker/lost')).body).toMatchObject([
      { status: false, status_message: expect.stringMatching(/^not seen since 2026/) },
    ]);
    expect((await server.call('GET', '/system/services/worker/nowhere')).status).toBe(404);
    expect(await server.call('DELETE', '/system/services/all/test-host')).toMatchObject({
      status: 403,
      body: { error_type: 'SYSTEM_SERVICE_UP' },
    });
    expect((await server.call('DELETE', '/system/services/worker/lost')).status).toBe(200);
    expect((await server.call('DELETE', '/system/services/worker/lost')).status).toBe(404);
    await feature.heartbeat.stop();
    expect(await names()).toEqual([]);
  });

  it('lists every error code', async () => {
    const { body } = await server.call('GET', '/system/error-codes');
    const codes = body as { name: string; description: string }[];
    expect(codes.length).toBeGreaterThan(150);
    expect(codes.map(({ name }) => name)).toContain('IO_HTTP_REFUSED');
    expect(codes.every(({ name, description }) => /^[A-Z][A-Z0-9_]+$/.test(name) && description.length > 10)).toBe(
      true,
    );
  });

  it.each([
    ['trace', 'debug'],
    ['warning', 'warn'],
    ['critical', 'error'],
    ['default', 'info'],
  ])('sets the level of the log: %s', async (logging_level, expected) => {
    const body = { service_name: 'all', logging_level };
    expect(await server.call('POST', '/system/logging', { body })).toMatchObject({ status: 200, body: [body] });
    expect(level).toBe(expected);
  });

  it('refuses levels and services that are none', async () => {
    for (const body of [
      { service_name: 'all', logging_level: 'loud' },
      { service_name: 'x', logging_level: 'info' },
      {},
    ])
      expect((await server.call('POST', '/system/logging', { body })).status).toBe(400);
  });

  it('counts what there is', async () => {
    const { body } = await server.call('GET', '/system/resource-limits');
    expect(body).toMatchObject({
      items: [
        { name: 'sbom_inventory', current_value: 0, limit_value: null, limit_exceeded: false },
        { name: 'account_inventory', current_value: 3 },
        { name: 'user_inventory', current_value: 0 },
      ],
    });
  });

  it('says that there are no webhooks', async () => {
    expect(await server.call('POST', '/system/webhooks/general/test')).toMatchObject({
      status: 400,
      body: { error_type: 'SYSTEM_WEBHOOK_NONE' },
    });
    expect((await server.call('POST', '/system/webhooks/general/test?notification_type=x')).status).toBe(400);
  });

  it('gives figures to those who have the token', async () => {
    expect((await app.inject({ url: '/metrics' })).statusCode).toBe(401);
    expect((await app.inject({ url: '/metrics', headers: { authorization: 'Bearer other' } })).statusCode).toBe(401);
    const { statusCode, body, headers } = await app.inject({
      url: '/metrics',
      headers: { authorization: 'Bearer figures' },
    });
    expect([statusCode, headers['content-type']]).toEqual([200, expect.stringContaining('text/plain')]);
    expect(body).toContain('gantry_info{version="0.0.0-test",role="all",schema="0001-foundation"} 1');
    expect(body).toMatch(
      /gantry_http_request_duration_seconds_count\{method="GET",operation="version_check",status="200"\} [12]/,
    );
    expect(body).toContain('gantry_advisories_age_seconds -1');
    expect(body).toContain('process_cpu_seconds_total');
  });

  it('gives figures to all where no token is set', async () => {
    const { metrics } = createSystemFeature({ ...parts(), metricsToken: null });
    expect(await failureCode(() => metrics.page(undefined))).toBe('no failure');
    metrics.stop();
  });
});

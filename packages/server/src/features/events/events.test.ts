import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventsList } from '@gantry/contract/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEventLog } from '../../kernel/events/index.ts';
import { type TestPlatform, type TestServer, testPlatform, testServer } from '../../testing/index.ts';
import { eventTypes } from './catalogue.ts';
import { createEventsFeature } from './index.ts';

describe('features/events', () => {
  let platform: TestPlatform;
  let server: TestServer;
  const at = async (time: string, type: string, level: 'INFO' | 'ERROR' = 'INFO', account = 'team-a') => {
    platform.setTime(time);
    const log = createEventLog(platform.db, platform.clock, {
      hostId: level === 'INFO' ? 'one' : 'two',
      service: 'api',
    });
    const resource = { type: 'image_digest', id: 'sha256:1' };
    await log.emit({
      account,
      type,
      level,
      message: `it\u0000 ${type}`,
      details: { odd: 'a\u0000b' },
      resource,
      user: 'ann',
    });
  };
  const types = async (query: string): Promise<unknown> => {
    const { status, body } = await server.call('GET', `/events${query}`);
    return status === 200
      ? EventsList.parse(body).results?.map(({ event }) => event?.type)
      : (body as { error_type?: string }).error_type;
  };
  beforeAll(async () => {
    platform = await testPlatform();
    server = await testServer(platform, createEventsFeature({ platform }).routes);
    await platform.db
      .insertInto('service')
      .values({
        name: 'api',
        host_id: 'one',
        base_url: 'http://one',
        version: '1',
        started_at: new Date(0),
        last_seen: new Date(0),
      })
      .execute();
    await at('2026-01-01T00:00:00Z', 'user.image.analysis.completed');
    await at('2026-01-02T00:00:00Z', 'user.image.analysis.failed', 'ERROR');
    await at('2026-01-03T00:00:00Z', 'user.image.tag.update');
    await at('2026-01-04T00:00:00Z', 'user.image.tag.update', 'INFO', 'team-b');
  }, 60_000);
  afterAll(async () => {
    await server.close();
    await platform.close();
  });

  const [done, failed, moved] = [
    'user.image.analysis.completed',
    'user.image.analysis.failed',
    'user.image.tag.update',
  ];
  it.each<[string, unknown]>([
    ['', [moved, failed, done]],
    ['?event_type=user.image.analysis.*', [failed, done]],
    ['?event_type=*.failed', [failed]],
    ['?event_type=user_image*', []],
    ['?event_type=user.image.%25', 'SERVER_BAD_REQUEST'],
    ['?level=error', [failed]],
    ['?level=', [moved, failed, done]],
    ['?level=loud', 'EVENT_LEVEL_UNKNOWN'],
    ['?source_host_id=one', [moved, done]],
    ['?source_service_name=worker', []],
    ['?resource_type=image_digest&resource_id=sha256:1', [moved, failed, done]],
    ['?resource_id=sha256:2', []],
    ['?since=2026-01-02T00:00:00Z', [moved, failed]],
    ['?before=2026-01-02T00:00:00Z', [done]],
    ['?since=2026-01-02', [moved, failed]],
    ['?since=2026-01-02T01:00:00+01:00', [moved, failed]],
    ['?since=2026-01-02 00:00:00.000001', [moved, failed]],
    ['?since=yesterday', 'EVENT_TIME_INVALID'],
    ['?before=2026-13-02', 'EVENT_TIME_INVALID'],
    ['?limit=1', [moved]],
    ['?limit=1&page=3', [done]],
    ['?limit=1&page=4', []],
    ['?limit=0', 'EVENT_PAGE_INVALID'],
    ['?page=-1', 'EVENT_PAGE_INVALID'],
    ['?page=x', 'SERVER_BAD_REQUEST'],
  ])('lists %s', async (query, found) => {
    expect(await types(query.replace(/[+ ]/g, encodeURIComponent))).toEqual(found);
  });

  it('says whether there is more, and every fact of an event', async () => {
    const { body } = await server.call('GET', '/events?limit=2&page=1');
    expect(body).toMatchObject({ next_page: true, item_count: 2, page: 1 });
    expect((await server.call('GET', '/events?limit=3')).body).toMatchObject({ next_page: false, item_count: 3 });
    expect(EventsList.parse(body).results?.[0]).toEqual({
      event_id: expect.any(String),
      created_at: '2026-01-03T00:00:00.000Z',
      event: {
        source: { service_name: 'api', host_id: 'one', base_url: 'http://one', request_id: '' },
        resource: { account_name: 'team-a', id: 'sha256:1', type: 'image_digest' },
        type: moved,
        category: 'user',
        level: 'INFO',
        message: 'it\ufffd user.image.tag.update',
        details: { odd: 'a\ufffdb' },
        timestamp: '2026-01-03T00:00:00.000Z',
      },
    });
  });

  it('keeps accounts apart', async () => {
    const listed = EventsList.parse((await server.call('GET', '/events', { account: 'team-b' })).body);
    const id = listed.results?.[0]?.event_id;
    expect((await server.call('GET', `/events/${id}`, { account: 'team-b' })).status).toBe(200);
    for (const method of ['GET', 'DELETE'])
      expect(await server.call(method, `/events/${id}`)).toMatchObject({
        status: 404,
        body: { error_type: 'EVENT_NOT_FOUND' },
      });
    for (const wrong of ['x', randomUUID()]) expect((await server.call('GET', `/events/${wrong}`)).status).toBe(404);
  });

  it('deletes one, a stretch, all', async () => {
    const ids = async (query = '') =>
      (EventsList.parse((await server.call('GET', `/events${query}`)).body).results ?? []).map(
        ({ event_id }) => event_id,
      );
    const [first] = await ids('?event_type=*.tag.update');
    expect((await server.call('DELETE', `/events/${first}`)).status).toBe(200);
    expect((await server.call('DELETE', `/events/${first}`)).status).toBe(404);
    const [error] = await ids('?level=ERROR');
    expect((await server.call('DELETE', '/events?level=ERROR&since=2026-01-01')).body).toEqual([error]);
    expect((await server.call('DELETE', '/events?since=never')).status).toBe(400);
    const left = await ids();
    expect((await server.call('DELETE', '/events')).body).toEqual(left);
    expect(await ids()).toEqual([]);
    expect((await server.call('GET', '/events', { account: 'team-b' })).body).toMatchObject({ item_count: 1 });
  });

  it('forgets what is old', async () => {
    const feature = createEventsFeature({ platform, days: 10 });
    await at('2026-03-01T00:00:00Z', done);
    await at('2026-03-08T00:00:00Z', done);
    platform.setTime('2026-03-12T00:00:00Z');
    await platform.queue.send('forget-events', {});
    await platform.queue.run(feature.jobs ?? []);
    const rows = await platform.db.selectFrom('event').select('created_at').execute();
    expect(rows.map(({ created_at }) => created_at.toISOString())).toEqual(['2026-03-08T00:00:00.000Z']);
  });

  it('writes the audit trail under types of the catalogue', async () => {
    const { auditor } = createEventsFeature({ platform });
    await auditor({
      operation: 'update_registry',
      summary: 'Change a registry',
      username: 'ann',
      homeAccount: 'admin',
      account: 'team-a',
      resource: { type: 'registry', id: 'registry.example' },
      requestId: 'r-1',
      address: '192.0.2.1',
      status: 200,
    });
    const [event] = platform.events.seen;
    expect(event).toMatchObject({
      account: 'team-a',
      type: 'audit.registries.update_registry',
      user: 'ann',
      requestId: 'r-1',
    });
    expect(eventTypes).toContain(event?.type);
  });

  it('lists its types', async () => {
    const { status, body } = await server.call('GET', '/event-types');
    expect(status).toBe(200);
    const groups = body as { name: string; subcategories: { events: { type: string }[] }[] }[];
    const listed = groups.flatMap(({ subcategories }) =>
      subcategories.flatMap(({ events }) => events.map(({ type }) => type)),
    );
    expect(groups.map(({ name }) => name)).toEqual(['user', 'system', 'audit']);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed.every((type) => /^[a-z0-9_]+(?:\.[a-z0-9_]+){2,3}$/.test(type))).toBe(true);
  });
});

describe('features/events/catalogue', () => {
  const root = join(import.meta.dirname, '../..');
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.ts$/.test(path) && !/\.(?:test|integration)\.ts$/.test(path) && !path.endsWith('catalogue.ts'),
  );
  const texts = sources.map((path) => [path, readFileSync(join(root, path), 'utf8')] as const);
  const emitted = texts.flatMap(([path, text]) =>
    [...text.matchAll(/'((?:user|system|audit)\.[a-z_]+\.[a-z_.]+)'/g)].map(([, type = '']) => [type, path] as const),
  );

  it.each(emitted)('has %s of %s', (type) => {
    expect(eventTypes).toContain(type);
  });

  it.each([...eventTypes].filter((type) => !type.startsWith('audit.')))('has %s for a reason', (type) => {
    const pattern = `\`${type.slice(0, type.lastIndexOf('.'))}.\${`;
    expect(texts.some(([, text]) => text.includes(`'${type}'`) || text.includes(pattern))).toBe(true);
  });
});

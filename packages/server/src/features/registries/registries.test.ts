import { RegistryConfigurationList } from '@gantry/contract/registries';
import { failureCode } from '@gantry/core/testing';
import { buildImage, type FakeRegistry, startFakeRegistry } from '@gantry/sbom/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoped } from '../../kernel/db/index.ts';
import { createOutside, type Outside } from '../../kernel/net/index.ts';
import { type TestPlatform, type TestServer, testPlatform, testServer } from '../../testing/index.ts';
import { createRegistriesFeature } from './index.ts';
import type { Registries } from './ports.ts';

const image = buildImage({ layers: [{ files: { a: 'one' } }] });
const resolve = async (host: string) => [
  { address: host.endsWith('.local') ? '10.0.0.8' : '93.184.215.14', family: 4 },
];

describe('features/registries', () => {
  let platform: TestPlatform;
  let outside: Outside;
  let server: TestServer;
  let registries: Registries;
  let real: FakeRegistry;
  beforeAll(async () => {
    real = await startFakeRegistry({ images: { 'team/app': { latest: image } }, auth: 'token', user: 'ann:right' });
    platform = await testPlatform();
    outside = createOutside({ permitted: ['allowed.local'], resolve, environment: {} });
    const feature = createRegistriesFeature({ platform: { ...platform, outside } });
    registries = feature.registries;
    server = await testServer(platform, feature.routes);
  }, 60_000);
  afterAll(async () => {
    await real.close();
    await outside.client.close();
    await server.close();
    await platform.close();
  }, 60_000);
  const add = (body: object, query = '') => server.call('POST', `/registries${query}`, { body });
  const scope = (account = 'team-a') => scoped(platform.db, account);

  it('adds, shows, lists, changes and deletes an entry, with slashes plain and encoded', async () => {
    const body = { registry: 'crud.example:5000/library/app', registry_user: 'ann', registry_pass: 'secret' };
    const added = await add(body);
    const entry = {
      registry: 'crud.example:5000/library/app',
      registry_name: 'crud.example:5000/library/app',
      registry_user: 'ann',
      registry_type: 'docker_v2',
      registry_verify: true,
      account_name: 'team-a',
      created_at: '2026-01-02T03:04:05.000Z',
      last_updated: '2026-01-02T03:04:05.000Z',
    };
    expect(added).toMatchObject({ status: 200, body: [entry] });
    const path = '/registries/crud.example:5000/library/app';
    expect(await server.call('GET', path)).toMatchObject({ status: 200, body: [entry] });
    expect(await server.call('GET', `/registries/${encodeURIComponent(body.registry)}`)).toMatchObject({ status: 200 });
    platform.setTime('2026-01-03T00:00:00Z');
    const changed = await server.call('PUT', path, { body: { registry_user: 'bob', registry_verify: false } });
    expect(changed).toMatchObject({
      status: 200,
      body: [{ ...entry, registry_user: 'bob', registry_verify: false, last_updated: '2026-01-03T00:00:00.000Z' }],
    });
    expect(RegistryConfigurationList.parse((await server.call('GET', '/registries')).body)).toHaveLength(1);
    expect(added.text + changed.text).not.toContain('secret');
    const kept = await registries.access(scope(), 'crud.example:5000/library/app:1');
    expect(kept).toMatchObject({ username: 'bob', password: 'secret', insecure: true, dockerConfig: null });
    expect((await server.call('DELETE', path)).status).toBe(204);
    for (const method of ['GET', 'DELETE'])
      expect(await server.call(method, path)).toMatchObject({
        status: 404,
        body: { error_type: 'REGISTRY_NOT_FOUND' },
      });
  });

  it('says what clients wait for when an entry is there already', async () => {
    await add({ registry: 'twice.example' });
    expect(await add({ registry: 'TWICE.example' })).toMatchObject({
      status: 409,
      body: { message: 'registry already exists in DB', httpcode: 409 },
    });
    expect(
      (await server.call('POST', '/registries', { account: 'team-b', body: { registry: 'twice.example' } })).status,
    ).toBe(200);
    expect((await server.call('DELETE', '/registries/twice.example', { account: 'team-b' })).status).toBe(204);
    expect((await server.call('GET', '/registries/twice.example')).status).toBe(200);
  });

  it('keeps passwords sealed, bound to their place', async () => {
    await add({ registry: 'sealed.example', registry_user: 'u', registry_pass: 'p' });
    const row = await scope()
      .select('registry')
      .select('registry.secret')
      .where('registry.registry', '=', 'sealed.example')
      .executeTakeFirstOrThrow();
    expect(row.secret).toBe('sealed(registry:team-a:sealed.example):p');
  });

  it.each<[string, object, string]>([
    ['no name', {}, 'REGISTRY_NAME_INVALID'],
    ['a URL', { registry: 'https://x.example' }, 'REGISTRY_NAME_INVALID'],
    ['an unknown type', { registry: 'x.example', registry_type: 'floppy' }, 'REGISTRY_TYPE_UNKNOWN'],
    [
      'keys of AWS',
      {
        registry: '1.dkr.ecr.eu-west-1.amazonaws.com',
        registry_type: 'awsecr',
        registry_user: 'AKIA',
        registry_pass: 's',
      },
      'REGISTRY_TYPE_UNSUPPORTED',
    ],
    ['a user alone', { registry: 'x.example', registry_user: 'u' }, 'REGISTRY_CREDENTIALS_INCOMPLETE'],
    ['a password alone', { registry: 'x.example', registry_pass: 'p' }, 'REGISTRY_CREDENTIALS_INCOMPLETE'],
    ['no text', { registry: 7 }, 'SERVER_BAD_REQUEST'],
  ])('refuses %s', async (_, body, code) => {
    expect(await add(body)).toMatchObject({ status: 400, body: { error_type: code } });
  });

  it('takes a password that AWS gave out', async () => {
    const body = {
      registry: '1.dkr.ecr.eu-west-1.amazonaws.com',
      registry_type: 'awsecr',
      registry_user: 'AWS',
      registry_pass: 'token',
    };
    expect((await add(body)).status).toBe(200);
    const access = await registries.access(scope(), '1.dkr.ecr.eu-west-1.amazonaws.com/app:1');
    expect(access).toMatchObject({ username: 'AWS', password: 'token' });
  });

  it('refuses another name in the body of a change', async () => {
    await add({ registry: 'named.example' });
    expect(
      await server.call('PUT', '/registries/named.example', { body: { registry: 'other.example' } }),
    ).toMatchObject({ status: 400, body: { error_type: 'REGISTRY_NAME_FIXED' } });
    expect(
      (
        await server.call('PUT', '/registries/named.example', {
          body: { registry: 'Named.example', registry_name: 'n' },
        })
      ).body,
    ).toMatchObject([{ registry_name: 'n' }]);
  });

  it('asks the registry before it keeps credentials, when told so', async () => {
    const given = { registry: real.host, registry_user: 'ann', registry_pass: 'wrong' };
    expect(await add(given, '?validate=true')).toMatchObject({
      status: 400,
      body: { error_type: 'REGISTRY_CREDENTIALS_REFUSED' },
    });
    expect((await server.call('GET', `/registries/${real.host}`)).status).toBe(404);
    expect((await add({ ...given, registry_pass: 'right' }, '?validate=true')).status).toBe(200);
    const path = `/registries/${real.host}?validate=true`;
    expect(await server.call('PUT', path, { body: { registry_pass: 'wrong' } })).toMatchObject({ status: 400 });
    expect(await server.call('PUT', path, { body: { registry_name: 'x' } })).toMatchObject({ status: 200 });
    expect(await registries.access(scope(), `${real.host}/team/app`)).toMatchObject({
      username: 'ann',
      password: 'right',
    });
    const dead = { registry: '127.0.0.1:9', registry_user: 'u', registry_pass: 'p' };
    expect(await add(dead, '?validate=true')).toMatchObject({
      status: 400,
      body: { error_type: 'REGISTRY_UNREACHABLE' },
    });
    const metadata = { registry: '169.254.169.254' };
    expect(await add(metadata, '?validate=true')).toMatchObject({
      status: 400,
      body: { error_type: 'IO_HTTP_REFUSED' },
    });
  });

  it('signs in with the closest entry', async () => {
    for (const [registry, registry_user] of [
      ['best.local', 'host'],
      ['best.local/team/*', 'team'],
      ['best.local/team/app', 'app'],
      ['best.local/*', 'all'],
    ])
      await add({ registry, registry_user, registry_pass: 'p' });
    const user = async (repository: string) => (await registries.access(scope(), `best.local/${repository}`)).username;
    expect([await user('team/app:1'), await user('team/other'), await user('x/y')]).toEqual(['app', 'team', 'all']);
  });

  it('lets registration permit a private host, in that account alone', async () => {
    await add({ registry: 'private.local:5000' });
    const access = await registries.access(scope(), 'private.local:5000/app');
    expect(access.addresses).toMatchObject({
      permitted: ['allowed.local'],
      registered: expect.arrayContaining(['private.local:5000']),
    });
    expect(access.username).toBeUndefined();
    expect(await failureCode(() => registries.access(scope('team-b'), 'private.local:5000/app'))).toBe(
      'IO_HTTP_REFUSED',
    );
    expect(await failureCode(() => registries.access(scope('team-b'), '127.0.0.1:5000/app'))).toBe('IO_HTTP_REFUSED');
    expect(await failureCode(() => registries.access(scope('team-b'), 'not a reference'))).toBe(
      'SBOM_REFERENCE_INVALID',
    );
    for (const open of ['public.example/app', 'allowed.local/app', 'debian:12'])
      expect(await registries.access(scope('team-b'), open)).toMatchObject({ dockerConfig: null });
  });

  it('says which permission is missing', async () => {
    expect(await server.call('GET', '/registries', { permissions: ['getRegistry'] })).toMatchObject({ status: 403 });
  });
});

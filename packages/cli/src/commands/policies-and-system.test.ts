import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useServerCalls } from '../testing/server-calls.ts';

const server = useServerCalls();
const place = server.folder;

const record = { policy_id: 'p-1', name: 'strict', active: true, account_name: 'team', policy_source: 'local' };
const policy = { id: 'p-9', name: 'new', version: '2', rule_sets: [], mappings: [] };

describe('policies of a server', () => {
  it.each([
    ['a policy in YAML', `id: p-9\nname: new\nversion: "2"\nrule_sets: []\nmappings: []\n`],
    ['a policy in JSON', JSON.stringify(policy)],
    ['the record that `policy get` prints', JSON.stringify({ ...record, policy })],
  ])('add takes %s', async (_what, text) => {
    const path = join(place, 'policy');
    writeFileSync(path, text);
    await server.call(['policy', 'add', '-i', path], { 'POST /v2/policies': { body: record } });
    expect(JSON.parse(server.last().body)).toEqual(policy);
  });

  it('add takes standard input, and says what is no document', async () => {
    const routes = { 'POST /v2/policies': { body: record } };
    await server.call(['policy', 'add', '-i', '-'], routes, { stdin: JSON.stringify(policy) });
    expect(JSON.parse(server.last().body)).toEqual(policy);
    const broken = await server.call(['policy', 'add', '-i', '-'], routes, { stdin: '{"a":' });
    expect([broken.status, broken.code]).toEqual([3, 'CLI_DOCUMENT_BROKEN']);
  });

  it('update keeps the id and whether it is active', async () => {
    const path = join(place, 'policy.json');
    writeFileSync(path, JSON.stringify(policy));
    const routes = { 'GET /v2/policies': { body: [record] }, 'PUT /v2/policies/p-1': { body: record } };
    await server.call(['policy', 'update', 'strict', '-i', path], routes);
    expect(server.last().path).toBe('/v2/policies/p-1?active=true');
    expect(JSON.parse(server.last().body)).toMatchObject({
      policy_id: 'p-1',
      name: 'new',
      policy: { ...policy, id: 'p-1' },
    });
  });

  it('list without a server, or with --packs, lists the packs', async () => {
    const alone = await server.call(['policy', 'list'], {}, { env: { GANTRY_URL: '' } });
    expect(alone.terminal.stdout).toMatch(/^NAME +TITLE +ABOUT/);
    expect((await server.call(['policy', 'list', '--packs', '-o', 'id'], {})).terminal.stdout).toContain('secure\n');
    expect(server.asked()).toEqual([]);
  });
});

describe('the server itself', () => {
  const up = { 'GET /v2/system': { body: { service_states: [{ service_name: 'api', status: true }] } } };
  const fed = {
    'GET /v2/system/feeds': { body: [{ groups: [{ last_sync: '2026-11-21T00:00:00Z', record_count: 5 }] }] },
  };

  it('wait: until it answers, is up and has advisories', async () => {
    const routes = {
      'GET /v2/health': [{ status: 503 }, { status: 200 }],
      'GET /v2/system': [{ body: { service_states: [] } }, { body: { service_states: [{ status: true }] } }],
      'GET /v2/system/feeds': [{ body: [{ groups: [{}] }] }, fed['GET /v2/system/feeds']],
    };
    const { status, terminal } = await server.call(['system', 'wait'], routes);
    expect(status).toBe(0);
    expect(terminal.stderr.split('\n')).toEqual([
      'the server answers',
      'its services are up',
      'its advisories are loaded',
      '',
    ]);
    expect(server.asked()).toHaveLength(6);
  });

  it('wait: not for ever, and not for a server that does not know us', async () => {
    const never = await server.call(['system', 'wait', '-t', '1'], { 'GET /v2/health': { status: 503 } });
    expect([never.status, never.code]).toEqual([3, 'CLI_WAITED_TOO_LONG']);
    const denied = { 'GET /v2/health': { status: 200 }, 'GET /v2/system': { status: 401 } };
    expect((await server.call(['system', 'wait'], denied)).code).toBe('HTTP_401');
    const calm = await server.call(['system', 'wait', '--no-feeds', '-q'], {
      'GET /v2/health': { status: 200 },
      ...up,
    });
    expect([calm.status, calm.terminal.stderr]).toEqual([0, '']);
  });

  it('smoke-tests: a table, and 3 when one fails', async () => {
    const routes = {
      'GET /v2/health': { status: 200 },
      'GET /v2/version': { body: { service: { version: '5.11.0' } } },
      'GET /v2/user': { body: { username: 'ada' } },
      ...up,
      ...fed,
      'GET /v2/policies': { body: [record] },
      'GET /v2/images': { body: { items: [] } },
      'GET /v2/registries': { body: [] },
      'GET /v2/subscriptions': { body: [] },
      'GET /v2/events': { body: { results: [] } },
      'GET /v2/accounts': { body: [] },
    };
    const good = await server.call(['system', 'smoke-test'], routes);
    expect(good.status).toBe(0);
    expect(good.terminal.stdout).toMatch(/policies +pass +1, active: strict/);
    const bad = await server.call(['system', 'smoke-tests'], { ...routes, 'GET /v2/policies': { body: [] } });
    expect([bad.status, bad.code]).toEqual([3, 'CLI_SMOKE']);
    expect(bad.terminal.stdout).toMatch(/policies +fail +no policy is active/);
  });

  it('version: with that of the server, and a note when it cannot be asked', async () => {
    const env = { GANTRY_USERNAME: '', GANTRY_PASSWORD: '' };
    const routes = { 'GET /v2/version': { body: { service: { version: '5.11.0' } } } };
    expect((await server.call(['version'], routes, { env })).terminal.stdout).toMatch(
      /^gantry .*\nserver 5\.11\.0 \(http/,
    );
    const json = await server.call(['version', '-o', 'json'], routes, { env });
    expect(JSON.parse(json.terminal.stdout)).toMatchObject({ name: 'gantry', server: { version: '5.11.0' } });
    const silent = await server.call(['version'], { 'GET /v2/version': { status: 500 } }, { env });
    expect(silent.status).toBe(0);
    expect(silent.terminal.stderr).toMatch(/^note: the server was not asked/);
  });

  it('the program answers to the name that it was started by', async () => {
    const { terminal } = await server.call(['image', '--help'], {}, { env: { GANTRY_PROGRAM_NAME: 'anchorectl' } });
    expect(terminal.stdout).toContain('Usage: anchorectl image');
  });
});

import { aDocument, aRule } from '@gantry/policy/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoped } from '../../kernel/db/index.ts';
import { type TestPlatform, type TestServer, testPlatform, testServer } from '../../testing/index.ts';
import { createPoliciesFeature } from './index.ts';
import { createPolicyService } from './service.ts';
import { installShipped } from './shipped.ts';

interface Wire {
  readonly policy_id: string;
  readonly active: boolean;
  readonly policy_source: string;
  readonly policy: Record<string, unknown> | null;
}

const stopsRoot = aRule('dockerfile.effective_user', { users: 'root', type: 'denylist' });

describe('policies', () => {
  let platform: TestPlatform;
  let server: TestServer;
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const account = path.startsWith('/b') ? 'team-b' : 'team-a';
    return server.call(method, path.replace(/^\/b/, ''), { account, headers, ...(body === undefined ? {} : { body }) });
  };
  const get = async (id: string) => (await call('GET', `/policies/${id}`)).body as Wire;
  const put = (id: string, body: object, query = '') =>
    call('PUT', `/policies/${id}${query}`, { policy_id: id, ...body });
  beforeAll(async () => {
    platform = await testPlatform();
    server = await testServer(platform, createPoliciesFeature({ platform }).routes);
  });
  afterAll(async () => {
    await server.close();
    await platform.close();
  });

  it('every account has the shipped policies, one of them active', async () => {
    const { status, body } = await call('GET', '/policies');
    expect(status).toBe(200);
    const rows = body as Wire[];
    expect(rows.map(({ policy_id }) => policy_id)).toEqual(['gantry-secure']);
    expect(rows.filter(({ active }) => active)).toMatchObject([
      { policy_id: 'gantry-secure', policy_source: 'shipped', account_name: 'team-a', policy: null },
    ]);
  });

  it('a listing with detail and a single policy hold the document', async () => {
    const [first] = (await call('GET', '/policies?detail=true')).body as Wire[];
    expect(first?.policy).toMatchObject({ id: 'gantry-secure', version: '2' });
    expect(first?.policy).not.toHaveProperty('sbom_mappings');
    expect((await call('GET', '/policies/gantry-secure')).body).toMatchObject({ policy: { id: 'gantry-secure' } });
    expect((await call('GET', '/policies/gantry-secure?detail=false')).body).toMatchObject({ policy: null });
  });

  it('adds a bare policy, inactive, with unknown top-level keys kept', async () => {
    const given = aDocument([stopsRoot], { id: 'mine', name: 'Mine', sticker: { of: ['a', 'fish'] } });
    const { status, body } = await call('POST', '/policies', given);
    expect([status, body]).toMatchObject([
      200,
      {
        policy_id: 'mine',
        active: false,
        policy_source: 'local',
        policy: { id: 'mine', sticker: { of: ['a', 'fish'] } },
      },
    ]);
    expect((await call('POST', '/policies', given)).body).toMatchObject({ httpcode: 409, error_type: 'POLICY_EXISTS' });
    expect(platform.events.seen.at(-1)).toMatchObject({ type: 'user.policy.added', user: 'ann', account: 'team-a' });
  });

  it('upgrades a bundle of version 1_0', async () => {
    const old = {
      id: 'old',
      name: 'Old',
      version: '1_0',
      comment: 'from long ago',
      policies: [{ id: 'p', name: 'p', version: '1_0', rules: [{ ...aRule('always.always'), action: 'WARN' }] }],
      whitelists: [{ id: 'w', name: 'w', version: '1_0', items: [] }],
      mappings: [
        {
          id: 'm',
          name: 'all',
          registry: '*',
          repository: '*',
          image: { type: 'tag', value: '*' },
          policy_ids: ['p'],
          whitelist_ids: ['w'],
        },
      ],
      blacklisted_images: [],
      whitelisted_images: [],
    };
    expect(await call('POST', '/policies', old)).toMatchObject({
      status: 200,
      body: {
        policy: { version: '2', description: 'from long ago', rule_sets: [{ id: 'p' }], allowlists: [{ id: 'w' }] },
      },
    });
  });

  it.each([
    ['an empty object', {}, ['/id', '/name', '/rule_sets', '/mappings']],
    [
      'rules that are wrong in several ways',
      aDocument([aRule('nowhere.never'), aRule('vulnerabilities.package', { severity: 'purple' }, { id: 'r2' })]),
      ['nowhere', 'severity', 'r2'],
    ],
    ['a mapping to nothing', aDocument([], { mappings: [{ ...mapping(), rule_set_ids: ['gone'] }] }), ['gone']],
    ['a character that cannot be stored', aDocument([], { note: 'a\u0000b' }), ['U+0000']],
    ['half a surrogate pair in a key', aDocument([], { '\ud800': 1 }), ['surrogate']],
    ['a deep nest', aDocument([], { extra: nest(30) }), ['nested']],
  ])('refuses %s and names every problem', async (_name, document, words) => {
    const { status, body } = await call('POST', '/policies', document);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error_type: 'POLICY_REFUSED' });
    for (const word of words) expect((body as { message: string }).message).toContain(word);
  });

  it('activates exactly one', async () => {
    expect(await put('mine', { active: false, policy: null }, '?active=true')).toMatchObject({
      status: 200,
      body: { active: true, policy: { sticker: {} } },
    });
    expect(platform.events.seen.at(-1)).toMatchObject({ type: 'user.policy.activated', resource: { id: 'mine' } });
    const rows = (await call('GET', '/policies')).body as Wire[];
    expect(rows.filter(({ active }) => active).map(({ policy_id }) => policy_id)).toEqual(['mine']);
    expect(await put('mine', {}, '?active=false')).toMatchObject({
      status: 400,
      body: { error_type: 'POLICY_NOT_SWITCHED_OFF' },
    });
    expect(await call('DELETE', '/policies/mine')).toMatchObject({
      status: 409,
      body: { error_type: 'POLICY_IS_ACTIVE' },
    });
    expect(await put('gantry-secure', { active: true })).toMatchObject({ status: 200, body: { active: true } });
  });

  it('replaces a document, unless it was changed by another or is another policy', async () => {
    const { headers } = await call('GET', '/policies/mine');
    const tag = String(headers['etag']);
    const document = aDocument([], { id: 'mine', name: 'Mine, again' });
    const body = { policy_id: 'mine', policy: document };
    expect(await call('PUT', '/policies/mine', body, { 'if-match': tag })).toMatchObject({
      status: 200,
      body: { name: 'Mine, again', active: false },
    });
    expect(await call('PUT', '/policies/mine', body, { 'if-match': tag })).toMatchObject({
      status: 412,
      body: { error_type: 'POLICY_CHANGED' },
    });
    expect(await put('mine', { policy: aDocument([], { id: 'other' }) })).toMatchObject({
      status: 400,
      body: { error_type: 'POLICY_ID_DIFFERS' },
    });
    expect(await call('PUT', '/policies/mine', { policy_id: 'x' })).toMatchObject({ status: 400 });
    expect(await put('mine', { policy: { id: 'mine' } })).toMatchObject({
      status: 400,
      body: { error_type: 'POLICY_REFUSED' },
    });
    expect((await get('mine')).policy).toMatchObject({ name: 'Mine, again' });
  });

  it('keeps texts that only look odd', async () => {
    const words = 'C:\\u0000 \\ud800 \u{1f511} \u2028';
    expect(await call('POST', '/policies', aDocument([], { id: 'odd', description: words }))).toMatchObject({
      status: 200,
    });
    expect((await get('odd')).policy).toMatchObject({ description: words });
    expect((await call('DELETE', '/policies/odd')).status).toBe(204);
  });

  it('deletes, and says when there is nothing', async () => {
    expect((await call('DELETE', '/policies/mine')).status).toBe(204);
    expect(await call('DELETE', '/policies/mine')).toMatchObject({
      status: 404,
      body: { error_type: 'POLICY_NOT_FOUND' },
    });
    expect(await call('GET', '/policies/mine')).toMatchObject({ status: 404 });
    expect(await put('mine', {})).toMatchObject({ status: 404 });
  });

  it('other accounts neither see nor change it', async () => {
    await call('POST', '/policies', aDocument([], { id: 'secret' }));
    expect((await call('GET', '/b/policies/secret')).status).toBe(404);
    expect((await call('DELETE', '/b/policies/secret')).status).toBe(404);
    expect((await call('PUT', '/b/policies/secret', { policy_id: 'secret' })).status).toBe(404);
    expect((await get('secret')).policy_id).toBe('secret');
  });

  it('many activations at once leave one active policy', async () => {
    const ids = Array.from({ length: 8 }, (_, at) => `race-${at}`);
    for (const id of ids) await call('POST', '/b/policies', aDocument([], { id }));
    const replies = await Promise.all(ids.map((id) => call('PUT', `/b/policies/${id}?active=true`, { policy_id: id })));
    expect(replies.map(({ status }) => status)).toEqual(ids.map(() => 200));
    const active = await platform.db
      .selectFrom('policy')
      .select('id')
      .where('account', '=', 'team-b')
      .where('active', '=', true)
      .execute();
    expect(active).toHaveLength(1);
    await expect(
      platform.db.updateTable('policy').set({ active: true }).where('account', '=', 'team-b').execute(),
    ).rejects.toThrow(/policy_one_active/);
  });

  it('shipped policies follow the release until a user changes or deletes them', async () => {
    const scope = scoped(platform.db, 'admin');
    const policies = createPolicyService(platform);
    await policies.active(scope);
    await scope.update('policy').set({ digest: 'old', name: 'old' }).where('policy.id', '=', 'gantry-secure').execute();
    await installShipped(scope, platform.clock.now());
    expect(await policies.byId(scope, 'gantry-secure')).toMatchObject({ name: 'Gantry secure', active: true });

    const by = { username: 'root', requestId: 'r' };
    await policies.update(
      scope,
      { id: 'gantry-secure', document: aDocument([], { id: 'gantry-secure', name: 'own' }) },
      by,
    );
    await policies.add(scope, aDocument([], { id: 'second' }), by);
    await installShipped(scope, platform.clock.now());
    expect(await policies.byId(scope, 'gantry-secure')).toMatchObject({ name: 'own', source: 'local' });

    await policies.update(scope, { id: 'second', active: true }, by);
    await policies.remove(scope, { id: 'gantry-secure' }, by);
    await installShipped(scope, platform.clock.now());
    expect((await policies.list(scope)).map(({ id }) => id)).toEqual(['second']);
  });

  it('describes every gate', async () => {
    const { status, body } = await server.call('GET', '/system/policy-spec', { permissions: [] });
    expect(status).toBe(200);
    const gates = body as {
      name: string;
      supported_artifact_type: string;
      triggers: { name: string; parameters: object[] }[];
    }[];
    expect(gates.map(({ name }) => name)).toContain('vulnerabilities');
    expect(gates.flatMap(({ triggers }) => triggers.map(({ name }) => name))).toContain('effective_user');
  });
});

function mapping() {
  return { id: 'm', name: 'm', registry: '*', repository: '*', image: { type: 'tag', value: '*' }, allowlist_ids: [] };
}

function nest(depth: number): unknown {
  return depth === 0 ? 'deep' : { in: nest(depth - 1) };
}

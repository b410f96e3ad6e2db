import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccessServer, type As, accessServer, type TestPlatform, testPlatform } from '../../testing/index.ts';
import { ownedTables } from './removal.ts';

describe('features/accounts', () => {
  let platform: TestPlatform;
  let server: AccessServer;
  let admin: As;
  let ann: As;
  beforeAll(async () => {
    platform = await testPlatform();
    server = await accessServer(platform);
    await server.addUser('ann', 'team-a', ['full-control']);
    admin = server.as('admin');
    ann = server.as('ann');
  }, 60_000);
  afterAll(async () => {
    await server.close();
    await platform.close();
  });

  it('makes, lists and reads accounts', async () => {
    const made = await admin('POST', '/accounts', { body: { name: 'new one', email: 'a@b.example' } });
    expect(made).toMatchObject({
      status: 200,
      body: {
        name: 'new one',
        type: 'user',
        state: 'enabled',
        email: 'a@b.example',
        created_at: '2026-01-02T03:04:05.000Z',
        last_updated: '2026-01-02T03:04:05.000Z',
      },
    });
    expect((await admin('GET', '/accounts')).body).toMatchObject(
      ['admin', 'new one', 'team-a', 'team-b'].map((name) => ({ name })),
    );
    expect((await admin('GET', '/accounts?state=disabled')).body).toEqual([]);
    expect((await admin('GET', '/accounts/new%20one')).body).toEqual(made.body);
    expect(server.trail.at(-1)).toMatchObject({ operation: 'create_account', account: 'admin', resource: null });
  });

  it.each([
    ['POST', '/accounts', { name: 'team-a' }, 409, 'ACCOUNT_EXISTS'],
    ['POST', '/accounts', { name: '../x' }, 400, 'SERVER_BAD_REQUEST'],
    ['POST', '/accounts', {}, 400, 'SERVER_BAD_REQUEST'],
    ['GET', '/accounts?state=odd', undefined, 400, 'SERVER_BAD_REQUEST'],
    ['GET', '/accounts/none', undefined, 404, 'ACCOUNT_NOT_FOUND'],
    ['PUT', '/accounts/none', { email: 'a@b.example' }, 404, 'ACCOUNT_NOT_FOUND'],
    ['PUT', '/accounts/team-a', { email: 'nobody' }, 400, 'SERVER_BAD_REQUEST'],
    ['PUT', '/accounts/none/state', { state: 'disabled' }, 404, 'ACCOUNT_NOT_FOUND'],
    ['PUT', '/accounts/team-a/state', { state: 'deleting' }, 400, 'SERVER_BAD_REQUEST'],
    ['PUT', '/accounts/team-a/state', {}, 400, 'SERVER_BAD_REQUEST'],
    ['PUT', '/accounts/admin/state', { state: 'disabled' }, 400, 'ACCOUNT_PROTECTED'],
    ['DELETE', '/accounts/admin', undefined, 400, 'ACCOUNT_PROTECTED'],
    ['DELETE', '/accounts/team-a', undefined, 400, 'ACCOUNT_NOT_DISABLED'],
    ['DELETE', '/accounts/none', undefined, 404, 'ACCOUNT_NOT_FOUND'],
  ])('the admin: %s %s %j', async (method, path, body, status, code) => {
    expect(await admin(method, path, { body })).toMatchObject({ status, body: { error_type: code } });
  });

  it.each([
    ['GET', '/accounts', undefined, 403],
    ['POST', '/accounts', { name: 'mine' }, 403],
    ['PUT', '/accounts/team-a/state', { state: 'disabled' }, 403],
    ['DELETE', '/accounts/team-a', undefined, 403],
    ['GET', '/accounts/users', undefined, 403],
    ['GET', '/accounts/team-b', undefined, 404],
    ['GET', '/accounts/admin', undefined, 404],
    ['PUT', '/accounts/team-b', { email: 'a@b.example' }, 404],
    ['GET', '/accounts/team-a', undefined, 200],
    ['PUT', '/accounts/team-a', { email: 'a@b.example' }, 200],
    ['GET', '/account', undefined, 200],
  ])('the owner of team-a: %s %s', async (method, path, body, status) => {
    expect((await ann(method, path, { body })).status).toBe(status);
  });

  it('nobody without a sign-in', async () => {
    expect((await server.with(undefined)('GET', '/accounts')).status).toBe(401);
    expect((await server.with(undefined)('DELETE', '/accounts/team-a')).status).toBe(401);
  });

  it('/account is the account of the call', async () => {
    expect((await ann('GET', '/account')).body).toMatchObject({ name: 'team-a' });
    expect((await admin('GET', '/account', { account: 'team-b' })).body).toMatchObject({ name: 'team-b' });
  });

  it('a disabled account lets nobody in until it is enabled again', async () => {
    expect((await admin('PUT', '/accounts/team-a/state', { body: { state: 'disabled' } })).body).toEqual({
      state: 'disabled',
    });
    expect((await ann('GET', '/account')).body).toMatchObject({ error_type: 'ACCOUNT_DISABLED' });
    expect((await admin('GET', '/accounts/team-a')).body).toMatchObject({ state: 'disabled' });
    expect((await admin('GET', '/account', { account: 'team-a' })).status).toBe(403);
    await admin('PUT', '/accounts/team-a/state', { body: { state: 'enabled' } });
    expect((await ann('GET', '/account')).status).toBe(200);
  });

  it('the removal knows every table that has rows of accounts', async () => {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.columns where column_name = 'account' and table_schema = 'public'
    `.execute(platform.db);
    const known: readonly string[] = [...ownedTables, 'gantry_user'];
    expect(rows.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('deleting removes everything that the account had, and nothing else', async () => {
    await server.addUser('gone', 'team-b', ['full-control']);
    await server.addUser('guest', 'team-a', ['read-only@team-b']);
    await fill(platform, 'team-a');
    await fill(platform, 'team-b');
    await admin('PUT', '/accounts/team-b/state', { body: { state: 'disabled' } });
    expect((await admin('DELETE', '/accounts/team-b')).status).toBe(204);
    expect((await admin('DELETE', '/accounts/team-b')).status).toBe(204);
    expect((await admin('GET', '/accounts/team-b')).body).toMatchObject({ state: 'deleting' });
    expect((await admin('PUT', '/accounts/team-b/state', { body: { state: 'enabled' } })).body).toMatchObject({
      httpcode: 400,
      error_type: 'ACCOUNT_DELETING',
    });
    expect(platform.queue.waiting).toHaveLength(1);
    await platform.queue.run(server.jobs);
    expect((await admin('GET', '/accounts/team-b')).status).toBe(404);
    expect((await server.as('gone')('GET', '/account')).status).toBe(401);
    for (const table of ownedTables) {
      const { rows } = await sql<{ account: string }>`select distinct account from ${sql.table(table)}`.execute(
        platform.db,
      );
      expect([table, rows]).toEqual([table, [{ account: 'team-a' }]]);
    }
    expect(
      await platform.db.selectFrom('role_member').selectAll().where('for_account', '=', 'team-b').execute(),
    ).toEqual([]);
    expect((await admin('POST', '/accounts', { body: { name: 'team-b' } })).status).toBe(200);
  });
});

/** What people and other scanners know of the image. */
async function fillEvidence(db: TestPlatform['db'], account: string, now: Date): Promise<void> {
  const about = { id: crypto.randomUUID(), account, image_digest: 'sha256:1' };
  const document = { sha256: 'x', size: 1, body: new Uint8Array([1]) };
  await db.insertInto('first_seen').values({ account, lineage: 'x', finding: 'x', seen_at: now }).execute();
  await db
    .insertInto('stig_evaluation')
    .values({ ...about, ...document, profile: 'x', format: 'xccdf', uploaded_at: now, results: '{}' })
    .execute();
  await db
    .insertInto('backtest')
    .values({
      ...{ id: crypto.randomUUID(), account, status: 'done', policy_id: 'x', policy_name: 'x', policy: '{}' },
      ...{ evaluated_by: 'x', since: now, team_key: 'team', done: 0, created_by: 'x', created_at: now },
    })
    .execute();
  await db
    .insertInto('verdict_revocation')
    .values({ account, kind: 'key', id: 'x', reason: 'x', created_at: now })
    .execute();
  const said = { author: 'x', version: 1, created_at: now, updated_at: now };
  await db
    .insertInto('vulnerability_annotation')
    .values({ ...about, ...said, vulnerability_id: 'x', status: 'fixed', statement: '{}' })
    .execute();
}

/** One row of each table of an account; 1,200 events, so that the removal has to come back. */
async function fill({ db }: TestPlatform, account: string): Promise<void> {
  const now = new Date();
  const digest = 'sha256:1';
  const text = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 'x']));
  await db
    .insertInto('image')
    .values({
      account,
      digest,
      parent_digest: digest,
      image_id: 'x',
      status: 'active',
      analysis_status: 'analyzed',
      origin: 'import',
      analysis_history: '[]',
      annotations: '{}',
    })
    .execute();
  await db
    .insertInto('image_tag')
    .values({ account, digest, ...tag })
    .execute();
  await db
    .insertInto('image_layer')
    .values({ account, digest, position: 0, layer_digest: 'x', diff_id: 'x' })
    .execute();
  await db
    .insertInto('document')
    .values({ account, digest, kind: 'bill', body: new Uint8Array([1]), sha256: 'x', size: 1 })
    .execute();
  const { id } = await db
    .insertInto('package_identity')
    .values({ key: account, kind: 'npm', name: 'x', facts: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('artifact_package').values({ account, digest, identity_id: id, package_id: 'x' }).execute();
  await db
    .insertInto('policy')
    .values({ account, id: 'p', active: true, document: '{}', ...policy })
    .execute();
  await fillEvidence(db, account, now);
  const evaluation = crypto.randomUUID();
  await db
    .insertInto('evaluation')
    .values({
      ...(text(
        'tag',
        'policy_id',
        'inputs',
        'sbom_digest',
        'advisories_digest',
        'policy_digest',
        'exceptions_digest',
      ) as typeof verdict),
      id: evaluation,
      account,
      image_digest: digest,
      evaluated_at: now,
      final_action: 'go',
      status: 'pass',
      stops: '{}',
      verdict: '{}',
      policy: '{}',
    })
    .execute();
  await db
    .insertInto('snapshot')
    .values({ account, sha256: 'x', size: 1, body: new Uint8Array([1]) })
    .execute();
  await db.insertInto('snapshot_use').values({ account, evaluation_id: evaluation, sha256: 'x' }).execute();
  await db
    .insertInto('subscription')
    .values({ account, id: 's', type: 'tag_update', key: 'x', active: true })
    .execute();
  await db
    .insertInto('registry')
    .values({ account, registry: 'r', name: 'r', type: 'docker_v2', username: 'u', secret: 's', verify: true })
    .execute();
  await db.insertInto('import_operation').values({ account, id: 'i', status: 'pending', expires_at: now }).execute();
  await db
    .insertInto('import_content')
    .values({ account, operation_id: 'i', kind: 'packages', digest, body: new Uint8Array([1]), size: 1 })
    .execute();
  await db
    .insertInto('event')
    .values(
      Array.from({ length: 1_200 }, () => ({
        id: crypto.randomUUID(),
        account,
        type: 't',
        level: 'INFO' as const,
        message: 'm',
        host_id: 'h',
      })),
    )
    .execute();
}

const tag = { registry: 'r', repo: 'x', tag: '1', full_tag: 'r/x:1' };
const policy = { name: 'p', version: '2', source: 'local', digest: 'x' };
const verdict = {
  tag: '',
  policy_id: '',
  inputs: '',
  sbom_digest: '',
  advisories_digest: '',
  policy_digest: '',
  exceptions_digest: '',
};

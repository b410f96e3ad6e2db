import { createHash } from 'node:crypto';
import { formats } from '@gantry/sbom';
import { buildImage } from '@gantry/sbom/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scoped } from '../../kernel/db/index.ts';
import { type TestPlatform, type TestServer, testPlatform, testServer } from '../../testing/index.ts';
import { type AnalysesFeature, createAnalysesFeature, inlineAnalyzer } from '../analyses/index.ts';
import { createImagesFeature } from '../images/index.ts';
import type { Images } from '../images/ports.ts';
import { createImportsFeature } from './index.ts';
import { createOperation, putPart } from './store.ts';

const built = buildImage({
  layers: [{ files: { 'etc/os-release': 'ID=debian\nVERSION_ID="12"\n' } }, { files: { a: 'b' } }],
  config: { User: 'app', Env: ['A=b'] },
});
/** What a client says; its manifest is written anew and has another digest. */
const digest = `sha256:${'9'.repeat(64)}`;
const manifest = `${JSON.stringify(JSON.parse(blob(built.manifest.digest)), null, 2)}\n`;
const config = blob(built.config.digest);
const packages = {
  artifacts: [
    {
      id: 'p1',
      name: 'left-pad',
      version: '1.3.0',
      type: 'npm',
      language: 'javascript',
      locations: [{ path: '/app/node_modules/left-pad/package.json' }],
      licenses: ['MIT'],
      cpes: [],
      purl: 'pkg:npm/left-pad@1.3.0',
    },
  ],
  source: { type: 'image', target: { userInput: 'app:1' } },
  distro: { name: 'debian', id: 'debian', versionID: '12' },
};
const manifestType = 'application/vnd.oci.image.manifest.v1+json';

function blob(of: string): string {
  return Buffer.from(built.blobs.get(of) ?? '').toString('utf8');
}

function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

describe('imports', () => {
  let platform: TestPlatform;
  let server: TestServer;
  let images: Images;
  let analyses: AnalysesFeature;
  const jobs = () => [...(analyses.jobs ?? []), ...(imports.jobs ?? [])];
  let imports: ReturnType<typeof createImportsFeature>;

  beforeAll(async () => {
    platform = await testPlatform();
    imports = createImportsFeature({ platform });
    analyses = createAnalysesFeature({
      platform,
      imports: imports.imports,
      registries: { access: unused },
      analyzer: inlineAnalyzer,
      matching: {
        record: async () => undefined,
        refresh: async () => undefined,
        report: unused,
        imageReport: unused,
        reportOf: unused,
        listedFiles: unused,
        scheduleRematch: unused,
      },
    });
    const feature = createImagesFeature({
      platform,
      imports: imports.imports,
      analyses: analyses.analyses,
      resolver: analyses.resolver,
      subscriptions: { ensure: async () => undefined, active: async () => [], watchRepository: unused },
    });
    images = feature.images;
    server = await testServer(platform, [...imports.routes, ...feature.routes]);
  });
  afterAll(async () => {
    await server.close();
    await platform.close();
  });
  beforeEach(async () => {
    await platform.db.deleteFrom('image').execute();
    await platform.db.deleteFrom('import_operation').execute();
    for (const { job } of [...platform.queue.waiting]) await platform.queue.cancel(job, `team-a/${digest}`);
    platform.setTime('2026-01-02T03:04:05Z');
  });

  const begin = async (account = 'team-a') => {
    const { status, body } = await server.call('POST', '/imports/images', { account });
    expect(status).toBe(200);
    return (body as { uuid: string }).uuid;
  };
  const upload = (id: string, part: string, body: unknown, type = 'application/json') =>
    server.call('POST', `/imports/images/${id}/${part}`, {
      text: typeof body === 'string' ? body : JSON.stringify(body),
      type,
    });
  const digestIn = ({ status, body }: { readonly status: number; readonly body: unknown }) => {
    expect(status).toBe(200);
    return (body as { digest: string }).digest;
  };
  const uploadAll = async (id: string) => ({
    packages: digestIn(await upload(id, 'packages', packages)),
    image_config: digestIn(await upload(id, 'image-config', config)),
    manifest: digestIn(await upload(id, 'manifest', manifest, manifestType)),
  });
  const finish = (id: string, contents: object, more: object = {}, query = '') =>
    server.call('POST', `/images${query}`, {
      body: { source: { import: { operation_uuid: id, contents, digest, tags: ['r.example/app:1'], ...more } } },
    });
  const statusOf = async (id: string) =>
    ((await server.call('GET', `/imports/images/${id}`)).body as { status: string }).status;

  it('begins, lists and ends operations', async () => {
    const id = await begin();
    const wire = {
      uuid: id,
      status: 'pending',
      created_at: '2026-01-02T03:04:05.000Z',
      expires_at: '2026-01-09T03:04:05.000Z',
    };
    expect((await server.call('GET', `/imports/images/${id}`)).body).toEqual(wire);
    expect((await server.call('GET', '/imports/images')).body).toEqual([wire]);
    expect((await server.call('GET', '/imports/images', { account: 'team-b' })).body).toEqual([]);
    expect((await server.call('DELETE', `/imports/images/${id}`, { account: 'team-b' })).status).toBe(404);
    expect((await server.call('DELETE', `/imports/images/${id}`)).body).toEqual({ ...wire, status: 'expired' });
    expect(await upload(id, 'packages', packages)).toMatchObject({
      status: 400,
      body: { error_type: 'IMPORT_CLOSED' },
    });
  });

  it('answers an upload with the digest of its bytes as they came', async () => {
    const id = await begin();
    const text = ` ${JSON.stringify(packages)}\n`;
    for (const _ of [1, 2]) expect(digestIn(await upload(id, 'packages', text))).toBe(sha256(text));
    const sbom = digestIn(await upload(id, 'sbom', packages));
    const dockerfile = digestIn(await upload(id, 'dockerfile', 'FROM x\n', 'text/plain; utf-8'));
    expect(dockerfile).toBe(sha256('FROM x\n'));
    expect((await server.call('GET', `/imports/images/${id}/packages`)).body).toEqual([sha256(text), sbom].sort());
    expect((await server.call('GET', `/imports/images/${id}/dockerfile`)).body).toEqual([dockerfile]);
    for (const part of [
      'manifest',
      'parent-manifest',
      'image-config',
      'content-searches',
      'secret-searches',
      'file-contents',
    ])
      expect(await server.call('GET', `/imports/images/${id}/${part}`)).toMatchObject({ status: 200, body: [] });
  });

  it.each([
    ['packages', '{', 'application/json'],
    ['packages', '[]', 'application/json'],
    ['packages', '{"artifacts":[{}],"source":{"type":"image"},"distro":{}}', 'application/json'],
    ['sbom', '"x"', 'application/json'],
    ['manifest', 'x', manifestType],
    ['parent-manifest', '[]', 'application/vnd.oci.image.index.v1+json'],
    ['image-config', '1', 'application/json'],
    ['content-searches', '{}', 'application/json'],
    ['secret-searches', '[{"location":{"path":"/a"}}]', 'application/json'],
    ['file-contents', '[{}]', 'application/json'],
    ['dockerfile', 'a\u0000b', 'text/plain'],
    ['dockerfile', '', 'text/plain'],
  ])('refuses bad %s: %s', async (part, text, type) => {
    const id = await begin();
    expect(await upload(id, part, text, type)).toMatchObject({
      status: 400,
      body: { error_type: 'IMPORT_PART_INVALID' },
    });
  });

  it('takes parts only for operations of the account', async () => {
    const id = await begin('team-b');
    expect(await upload(id, 'packages', packages)).toMatchObject({
      status: 404,
      body: { error_type: 'IMPORT_NOT_FOUND' },
    });
    expect(await finish(id, { packages: 'x', manifest: 'x', image_config: 'x' })).toMatchObject({
      status: 400,
      body: { error_type: 'IMPORT_OPERATION_UNKNOWN' },
    });
  });

  it('holds no more of an account than it may', async () => {
    const scope = scoped(platform.db, 'team-space');
    await platform.db.insertInto('account').values({ name: 'team-space', type: 'user', state: 'enabled' }).execute();
    const now = platform.clock.now();
    const { id } = await createOperation(scope, now);
    const put = (text: string, most: number) =>
      putPart(scope, id, { kind: 'dockerfile', bytes: Buffer.from(text), now, most });
    await put('FROM a', 100);
    await expect(put('FROM b', 30)).rejects.toMatchObject({ code: 'IMPORT_SPACE_FULL' });
    await put('FROM b', 100);
  });

  it('makes an image of the parts, by the digest that the client says', async () => {
    const id = await begin();
    const contents = await uploadAll(id);
    const dockerfile = digestIn(await upload(id, 'dockerfile', 'FROM x\nUSER app\n', 'text/plain'));
    const parentDigest = `sha256:${'8'.repeat(64)}`;
    const added = await finish(id, { ...contents, dockerfile }, { parent_digest: parentDigest });
    expect(added).toMatchObject({
      status: 200,
      body: { image_digest: digest, parent_digest: parentDigest, analysis_status: 'not_analyzed' },
    });
    expect(await statusOf(id)).toBe('queued');
    await platform.queue.run(jobs());
    expect(await statusOf(id)).toBe('complete');
    const { body } = await server.call('GET', `/images/${digest}`);
    expect(body).toMatchObject({
      analysis_status: 'analyzed',
      image_content: {
        metadata: { arch: 'amd64', distro: 'debian', distro_version: '12', layer_count: 2, dockerfile_mode: 'Actual' },
      },
      image_detail: [
        { full_tag: 'r.example/app:1', image_id: built.config.digest.slice(7), registry: 'r.example', repo: 'app' },
      ],
    });
    const bill = await images.bill(scoped(platform.db, 'team-a'), digest);
    expect(bill.packages).toMatchObject([{ name: 'left-pad', version: '1.3.0' }]);
    expect(bill.unread).toEqual([]);
    expect(bill.source).toMatchObject({
      kind: 'image',
      manifestDigest: digest,
      indexDigest: parentDigest,
      imageId: built.config.digest,
      config: { user: 'app', env: ['A=b'] },
      layers: built.layers.map(({ digest: stored, size }, at) => ({ digest: stored, diffId: built.diffIds[at], size })),
    });
    const left = await platform.db.selectFrom('import_content').selectAll().execute();
    expect(left).toEqual([]);
    const kept = await images.document(scoped(platform.db, 'team-a'), digest, 'manifest');
    expect(Buffer.from(kept ?? '').toString('utf8')).toBe(manifest);
  });

  it('keeps the answers of searches beside the image', async () => {
    const id = await begin();
    const searches = [{ location: { path: '/etc/key' }, content_searches: [] }];
    const secrets = digestIn(await upload(id, 'secret-searches', searches));
    await finish(id, { ...(await uploadAll(id)), secret_searches: secrets });
    await platform.queue.run(jobs());
    const kept = await images.document(scoped(platform.db, 'team-a'), digest, 'secret_searches');
    expect(JSON.parse(Buffer.from(kept ?? '').toString('utf8'))).toEqual(searches);
  });

  it('imports what Gantry itself wrote, and loses nothing of it', async () => {
    const id = await begin();
    await finish(id, await uploadAll(id));
    await platform.queue.run(jobs());
    const scope = scoped(platform.db, 'team-a');
    const first = await images.bill(scope, digest);
    const encoder = await formats.find(({ name }) => name === 'syft-json')?.loadEncoder?.();
    const document = encoder?.encode(first, { now: '2026-01-02T03:04:05Z', uuid: 'u', toolVersion: '1' }) ?? '';
    const again = await begin();
    const contents = { ...(await uploadAll(again)), packages: digestIn(await upload(again, 'packages', document)) };
    expect((await finish(again, contents, {}, '?force=true')).body).toMatchObject({ analysis_status: 'not_analyzed' });
    await platform.queue.run(jobs());
    const second = await images.bill(scope, digest);
    expect({ ...second, tool: first.tool }).toEqual(first);
  });

  it('a known image needs no second analysis', async () => {
    const id = await begin();
    await finish(id, await uploadAll(id));
    await platform.queue.run(jobs());
    const again = await begin();
    const answer = await finish(again, await uploadAll(again), { tags: ['r.example/app:2'] });
    expect(answer.body).toMatchObject({ analysis_status: 'analyzed' });
    expect((answer.body as { image_detail: object[] }).image_detail).toHaveLength(2);
    expect(await statusOf(again)).toBe('complete');
    expect(platform.queue.waiting).toEqual([]);
    expect(await finish(again, {}, {})).toMatchObject({ status: 400 });
  });

  it.each(['packages', 'image_config', 'manifest', 'dockerfile'])('misses %s that were not uploaded', async (part) => {
    const id = await begin();
    const contents = { ...(await uploadAll(id)), [part]: sha256('other') };
    expect(await finish(id, contents)).toMatchObject({
      status: 400,
      body: { error_type: 'IMPORT_PART_MISSING', detail: { part } },
    });
    expect(await statusOf(id)).toBe('pending');
    expect((await server.call('GET', `/images/${digest}`)).status).toBe(404);
  });

  it('says why parts could not be understood', async () => {
    const id = await begin();
    const contents = { ...(await uploadAll(id)), packages: digestIn(await upload(id, 'sbom', { no: 'document' })) };
    await finish(id, contents);
    await platform.queue.run(jobs());
    expect(await statusOf(id)).toBe('failed');
    expect((await server.call('GET', `/images/${digest}`)).body).toMatchObject({ analysis_status: 'analysis_failed' });
  });

  it('an image of more packages than a server keeps fails with the reason', async () => {
    const id = await begin();
    const [one] = packages.artifacts;
    const artifacts = Array.from({ length: 50_001 }, (_, at) => ({ ...one, id: `p${at}`, name: `n${at}`, purl: '' }));
    const contents = {
      ...(await uploadAll(id)),
      packages: digestIn(await upload(id, 'packages', { ...packages, artifacts })),
    };
    await finish(id, contents);
    await platform.queue.run(jobs());
    const image = await images.get(scoped(platform.db, 'team-a'), digest);
    expect(image.analysis_error).toMatchObject({ code: 'ANALYSIS_PACKAGES_TOO_MANY' });
  });

  it('a part of the image that is odd is listed as unread, never passed over', async () => {
    const id = await begin();
    const contents = {
      ...(await uploadAll(id)),
      manifest: digestIn(await upload(id, 'manifest', '{"schemaVersion":1}', manifestType)),
      image_config: digestIn(await upload(id, 'image-config', { rootfs: 7, config: { User: 5 } })),
    };
    await finish(id, contents);
    await platform.queue.run(jobs());
    const bill = await images.bill(scoped(platform.db, 'team-a'), digest);
    expect(bill.unread.map(({ code }) => code)).toContain('SBOM_CONFIG_INVALID');
  });

  it('forgets what nobody finished', async () => {
    const id = await begin();
    await upload(id, 'packages', packages);
    platform.setTime('2026-01-09T03:04:05Z');
    expect(await statusOf(id)).toBe('expired');
    expect(await upload(id, 'packages', packages)).toMatchObject({
      status: 400,
      body: { error_type: 'IMPORT_CLOSED' },
    });
    await platform.queue.send('expire-imports', {});
    await platform.queue.run(jobs());
    expect(await platform.db.selectFrom('import_content').selectAll().execute()).toEqual([]);
    platform.setTime('2026-03-09T03:04:05Z');
    await platform.queue.send('expire-imports', {});
    await platform.queue.run(jobs());
    expect((await server.call('GET', `/imports/images/${id}`)).status).toBe(404);
  });
});

async function unused(): Promise<never> {
  throw new Error('not used here');
}

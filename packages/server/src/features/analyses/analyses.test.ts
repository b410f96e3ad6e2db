import { gunzipSync } from 'node:zlib';
import { buildImage, type FakeRegistry, startFakeRegistry } from '@gantry/sbom/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { scoped } from '../../kernel/db/index.ts';
import { type TestPlatform, testPlatform } from '../../testing/index.ts';
import { createImportsFeature } from '../imports/index.ts';
import { type AnalysesFeature, type Analyzer, createAnalysesFeature, inlineAnalyzer } from './index.ts';

const status = 'Package: bash\nStatus: install ok installed\nVersion: 5.2-1\nArchitecture: amd64\n\n';
const built = buildImage({
  layers: [
    { files: { 'etc/os-release': 'ID=debian\nVERSION_ID="12"\n' }, createdBy: 'ADD rootfs /' },
    { files: { 'var/lib/dpkg/status': status }, createdBy: 'RUN /bin/sh -c apt-get install bash' },
  ],
  config: { User: 'app' },
});
const digest = built.manifest.digest;

describe('analyses', () => {
  let platform: TestPlatform;
  let registry: FakeRegistry;
  let feature: AnalysesFeature;
  /** What the analyzer does. */
  let analyzer: Analyzer = inlineAnalyzer;
  const recorded: string[] = [];
  const scope = () => scoped(platform.db, 'team-a');

  beforeAll(async () => {
    platform = await testPlatform();
    registry = await startFakeRegistry({ images: { 'team/app': { '1': built } } });
    const { imports } = createImportsFeature({ platform });
    feature = createAnalysesFeature({
      platform,
      imports,
      registries: { access: async () => ({ insecure: true, dockerConfig: null }) },
      analyzer: { analyze: (task, signal) => analyzer.analyze(task, signal) },
      inspection: async () => ({ parts: ['files', 'retrievedFiles'], retrieve: ['/etc/os-release'] }),
      matching: {
        record: async (within, image, bill) => {
          expect(within.db.isTransaction).toBe(true);
          recorded.push(`record ${image === digest} ${bill.packages.map(({ name }) => name).join(' ')}`);
        },
        refresh: async () => void recorded.push('refresh'),
        report: unused,
        imageReport: unused,
        reportOf: unused,
        listedFiles: unused,
        scheduleRematch: unused,
      },
    });
  });
  afterAll(async () => {
    await registry.close();
    await platform.close();
  });
  beforeEach(async () => {
    await platform.db.deleteFrom('image').execute();
    await platform.db.deleteFrom('subscription').execute();
    recorded.length = 0;
    platform.events.seen.length = 0;
    analyzer = inlineAnalyzer;
    for (const { job } of [...platform.queue.waiting]) await platform.queue.cancel(job, `team-a/${digest}`);
  });

  const put = (columns: object = {}) =>
    scope()
      .insert('image', {
        digest,
        parent_digest: digest,
        image_id: '',
        status: 'active',
        analysis_status: 'not_analyzed',
        analysis_history: '[]',
        annotations: '{}',
        origin: 'registry',
        repository: `${registry.host}/team/app`,
        ...columns,
      })
      .execute();
  const image = () => scope().select('image').selectAll().executeTakeFirst();
  const run = () => platform.queue.run(feature.jobs ?? []);

  it('asks a registry which image a reference names', async () => {
    const reference = { registry: registry.host, repository: 'team/app', tag: '1' };
    expect(await feature.resolver.resolve(scope(), reference)).toEqual({
      digest,
      parentDigest: digest,
      imageId: built.config.digest.slice(7),
      arch: 'amd64',
      size: built.layers.reduce((sum, { size }) => sum + size, 0),
      layerCount: 2,
    });
  });

  it('reads an image and keeps everything in one step', async () => {
    await put();
    await feature.analyses.enqueue(scope(), digest, 'interactive');
    await run();
    expect(await image()).toMatchObject({
      analysis_status: 'analyzed',
      analyzed_at: platform.clock.now(),
      analysis_error: null,
      image_id: built.config.digest.slice(7),
      arch: 'amd64',
      distro: 'debian',
      distro_version: '12',
      layer_count: 2,
      dockerfile_mode: 'Guessed',
      dockerfile: expect.stringContaining('USER app'),
      sbom_digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      analysis_history: [
        { from_status: 'not_analyzed', to_status: 'analyzing' },
        { from_status: 'analyzing', to_status: 'analyzed', source: { host_id: 'test-host' } },
      ],
    });
    expect(recorded).toEqual(['record true bash', 'refresh']);
    const layers = await scope().select('image_layer').select(['position', 'diff_id']).orderBy('position').execute();
    expect(layers).toEqual(built.diffIds.map((diff_id, position) => ({ position, diff_id })));
    const documents = await scope().select('document').selectAll().orderBy('kind').execute();
    expect(documents.map(({ kind }) => kind)).toEqual([
      'attachments',
      'bill',
      'config',
      'files',
      'inspection_files',
      'inspection_retrieved_files',
      'inspection_unread',
      'manifest',
    ]);
    const kept = documents.find(({ kind }) => kind === 'inspection_retrieved_files');
    expect(JSON.parse(`${gunzipSync(kept?.body ?? '')}`)).toMatchObject({
      wanted: ['/etc/os-release'],
      files: [{ path: '/etc/os-release', content: Buffer.from('ID=debian\nVERSION_ID="12"\n').toString('base64') }],
    });
    const files = documents.find(({ kind }) => kind === 'files');
    expect(JSON.parse(`${gunzipSync(files?.body ?? '')}`)).toContainEqual({
      filename: '/var/lib/dpkg/status',
      type: 'file',
      mode: '0o644',
      uid: 0,
      gid: 0,
      size: status.length,
    });
    const manifest = documents.find(({ kind }) => kind === 'manifest');
    expect(`${gunzipSync(manifest?.body ?? '')}`).toBe(`${Buffer.from(built.blobs.get(digest) ?? '')}`);
    expect(manifest?.sha256).toBe(digest);
    expect(platform.events.seen).toMatchObject([
      { account: 'team-a', type: 'user.image.analysis.completed', resource: { id: digest } },
    ]);
  });

  it('the same image has the same SBOM digest, whenever it is read', async () => {
    const digests: unknown[] = [];
    for (const _ of [1, 2]) {
      await platform.db.deleteFrom('image').execute();
      await put();
      await feature.analyses.enqueue(scope(), digest, 'normal');
      await run();
      digests.push((await image())?.sbom_digest);
    }
    expect(digests[0]).toBe(digests[1]);
  });

  it('an image with a result, or none at all, is left alone', async () => {
    await feature.analyses.enqueue(scope(), digest, 'normal');
    await run();
    await put({ analysis_status: 'analyzed' });
    await feature.analyses.enqueue(scope(), digest, 'normal');
    await run();
    expect(recorded).toEqual([]);
  });

  it('keeps the Dockerfile that was given', async () => {
    await put({ dockerfile: 'FROM x\n', dockerfile_mode: 'Actual' });
    await feature.analyses.enqueue(scope(), digest, 'normal');
    await run();
    expect(await image()).toMatchObject({ dockerfile: 'FROM x\n', dockerfile_mode: 'Actual' });
  });

  it('has the verdict on watched tags made', async () => {
    await put();
    const tag = { registry: 'r', repo: 'app', tag: '1', full_tag: 'r/app:1' };
    await scope()
      .insert('image_tag', { digest, ...tag })
      .execute();
    const watch = { id: 's', type: 'policy_eval', key: 'r/app:1', active: true };
    await scope().insert('subscription', watch).execute();
    await feature.analyses.enqueue(scope(), digest, 'normal');
    const evaluated: unknown[] = [];
    const evaluate = {
      name: 'evaluate',
      attempts: 1,
      deadline: 1,
      concurrency: 1,
      run: async ({ data }: { data: unknown }) => void evaluated.push(data),
    };
    await platform.queue.run([...(feature.jobs ?? []), evaluate]);
    expect(evaluated).toEqual([{ account: 'team-a', digest, tag: 'r/app:1' }]);
  });

  it.each([
    ['is not there', {}, 'SBOM_PULL_MISSING'],
    ['has no place', { repository: null }, 'ANALYSIS_REPOSITORY_UNKNOWN'],
    ['lost its parts', { origin: 'import' }, 'ANALYSIS_PARTS_MISSING'],
  ])('fails at once when the image %s', async (_, columns, code) => {
    await put({ ...columns, ...(code === 'SBOM_PULL_MISSING' ? { repository: `${registry.host}/team/none` } : {}) });
    await feature.analyses.enqueue(scope(), digest, 'normal');
    await run();
    expect(await image()).toMatchObject({ analysis_status: 'analysis_failed', analysis_error: { code } });
    expect(platform.events.seen).toMatchObject([{ type: 'user.image.analysis.failed', details: { code } }]);
  });

  it('fails after the last try when another system failed', async () => {
    await put();
    analyzer = { analyze: async () => Promise.reject(new Error('out of the blue')) };
    await feature.analyses.enqueue(scope(), digest, 'normal');
    await expect(run()).rejects.toThrow('out of the blue');
    expect(await image()).toMatchObject({ analysis_status: 'analysis_failed', analysis_error: { code: 'SERVER_BUG' } });
  });

  it('keeps a failure with all that belongs to it, or not at all', async () => {
    await put({ repository: `${registry.host}/team/none` });
    await scope()
      .insert('import_operation', { id: 'op', status: 'processing', expires_at: new Date(), image_digest: digest })
      .execute();
    const emit = vi.spyOn(platform.events, 'emit').mockRejectedValueOnce(new Error('killed here'));
    await feature.analyses.enqueue(scope(), digest, 'normal');
    await expect(run()).rejects.toThrow('killed here');
    expect(emit.mock.calls[0]?.[1]?.isTransaction).toBe(true);
    expect(platform.events.seen).toHaveLength(1);
    emit.mockRestore();
    const status = () => scope().select('import_operation').select('status').executeTakeFirst();
    expect([(await image())?.analysis_status, await status()]).toEqual(['analysis_failed', { status: 'failed' }]);
    await platform.db.deleteFrom('import_operation').execute();
  });

  it('drops the result of an image that was removed meanwhile', async () => {
    await put();
    analyzer = {
      analyze: async (task, signal) => {
        await scope().update('image').set({ status: 'deleting' }).execute();
        return inlineAnalyzer.analyze(task, signal);
      },
    };
    await feature.analyses.enqueue(scope(), digest, 'normal');
    await run();
    expect(recorded).toEqual([]);
    expect(await scope().select('document').selectAll().execute()).toEqual([]);
  });

  it('takes up what a crash left, and gives up in the end', async () => {
    await put({ analysis_status: 'analyzing', analysis_history: JSON.stringify(steps(5)) });
    await feature.recover();
    await feature.recover();
    expect(platform.queue.waiting).toHaveLength(1);
    await run();
    expect(await image()).toMatchObject({ analysis_status: 'analyzed' });
    await platform.db.deleteFrom('image').execute();
    await put({ analysis_status: 'analyzing', analysis_history: JSON.stringify(steps(6)) });
    await feature.recover();
    await run();
    expect(await image()).toMatchObject({
      analysis_status: 'analysis_failed',
      analysis_error: { code: 'ANALYSIS_GIVEN_UP' },
    });
  });
});

function steps(count: number): object[] {
  return new Array(count).fill({ from_status: 'analyzing', to_status: 'analyzing', timestamp: '', source: {} });
}

async function unused(): Promise<never> {
  throw new Error('not used here');
}

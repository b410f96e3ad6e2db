import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SubscriptionList } from '@gantry/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoped } from '../../kernel/db/index.ts';
import { createOutside, type Outside } from '../../kernel/net/index.ts';
import { type TestPlatform, type TestServer, testPlatform, testServer } from '../../testing/index.ts';
import { createResolver } from '../analyses/resolver.ts';
import { createImagesFeature } from '../images/index.ts';
import type { Images } from '../images/ports.ts';
import { createRegistriesFeature } from '../registries/index.ts';
import { createSubscriptionsFeature } from '../subscriptions/index.ts';
import { createRepositoriesFeature } from './index.ts';

const shared = process.env['GANTRY_SHARED'] ?? resolve(import.meta.dirname, '../../../../../../shared');
const layouts = process.env['GANTRY_TEST_IMAGES'] ?? '/tmp/gantry-test-images';
const serve = join(shared, 'tools', 'serve-registry');
const push = join(shared, 'tools', 'push-images');
const names = ['apk-min', 'multi-arch'];
const hasTools =
  existsSync(serve) &&
  spawnSync('skopeo', ['--version']).status === 0 &&
  names.every((name) => existsSync(join(layouts, name)));
if (!hasTools) console.log(`skipped: needs ${serve}, skopeo and the test images ${names.join(', ')} in ${layouts}`);

describe.skipIf(!hasTools)('registries, repositories and watchers with a real registry', () => {
  let folder: string;
  let host: string;
  let platform: TestPlatform;
  let outside: Outside;
  let server: TestServer;
  let images: Images | null = null;
  let subscriptions: ReturnType<typeof createSubscriptionsFeature>;
  const enqueued: string[] = [];

  /** Gives an image of the registry another name, with all that an index names. */
  const tag = (from: string, to: string): void => {
    const plain = ['--src-tls-verify=false', '--dest-tls-verify=false'];
    const credentials = ['--src-creds', 'user:pass', '--dest-creds', 'user:pass'];
    const places = [`docker://${host}/${from}`, `docker://${host}/${to}`];
    execFileSync('skopeo', ['--insecure-policy', 'copy', '--all', '-q', ...plain, ...credentials, ...places]);
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gantry-test-'));
    host = `127.0.0.1:${startedPort(folder)}`;
    execFileSync(push, [host.split(':')[1] ?? '', layouts, '--auth', 'user:pass', ...names], { stdio: 'ignore' });
    tag('apk-min', 'team/app:1.0');
    tag('multi-arch', 'team/app:2.0');
    platform = await testPlatform();
    outside = createOutside({ permitted: [], environment: {} });
    const guarded = { ...platform, outside };
    const { registries, routes } = createRegistriesFeature({ platform: guarded });
    subscriptions = createSubscriptionsFeature({ platform: guarded, registries, images: () => images as Images });
    const catalogue = createImagesFeature({
      platform: guarded,
      resolver: createResolver({ registries }),
      subscriptions: subscriptions.subscriptions,
      analyses: { enqueue: async (_, digest) => void enqueued.push(digest), cancel: async () => undefined },
      imports: {} as Parameters<typeof createImagesFeature>[0]['imports'],
    });
    images = catalogue.images;
    const repositories = createRepositoriesFeature({ registries, subscriptions: subscriptions.subscriptions });
    server = await testServer(guarded, [...routes, ...subscriptions.routes, ...repositories.routes]);
  });
  afterAll(async () => {
    spawnSync(serve, ['--stop', folder]);
    rmSync(folder, { recursive: true, force: true });
    await server.close();
    await outside.client.close();
    await platform.close();
  });
  const addRegistry = (registry_pass: string) =>
    server.call('POST', '/registries?validate=true', {
      body: { registry: host, registry_user: 'user', registry_pass },
    });
  const addRepository = (query: string) => server.call('POST', `/repositories?repository=${host}/${query}`);
  const tags = async () => {
    const rows = await scoped(platform.db, 'team-a').select('image_tag').select('image_tag.full_tag').execute();
    return rows.map(({ full_tag }) => full_tag.slice(host.length + 1)).sort();
  };

  it('refuses a private registry that nobody registered', async () => {
    expect(await addRepository('team/app')).toMatchObject({ status: 400, body: { error_type: 'IO_HTTP_REFUSED' } });
  });

  it('keeps only credentials that the registry takes', async () => {
    expect(await addRegistry('wrong')).toMatchObject({
      status: 400,
      body: { error_type: 'REGISTRY_CREDENTIALS_REFUSED' },
    });
    expect((await addRegistry('pass')).status).toBe(200);
  });

  it('adds every tag of a repository and watches for more', async () => {
    const answer = await addRepository('team/app&auto_subscribe=true');
    expect(answer.status).toBe(200);
    const value = SubscriptionList.parse(answer.body)[0]?.subscription_value ?? '';
    expect(JSON.parse(value)).toMatchObject({ repotags: ['1.0', '2.0'], tagcount: 2 });
    await platform.queue.run(subscriptions.jobs ?? []);
    expect(await tags()).toEqual(['team/app:1.0', 'team/app:2.0']);
    tag('apk-min', 'team/app:3.0');
    await platform.queue.send('watch-repositories', {});
    await platform.queue.run(subscriptions.jobs ?? []);
    expect(await tags()).toEqual(['team/app:1.0', 'team/app:2.0', 'team/app:3.0']);
    expect(new Set(enqueued).size).toBe(2);
  });

  it('sees that a tag moved, and knows an image by its index', async () => {
    const round = async (): Promise<string[]> => {
      platform.events.seen.length = 0;
      platform.setTime('2026-02-01T00:00:00Z');
      await platform.queue.send('watch-tags', {});
      await platform.queue.run(subscriptions.jobs ?? []);
      return platform.events.seen.map(({ type, resource }) => `${type} ${resource?.id.slice(host.length + 1)}`);
    };
    expect(await round()).toEqual([]);
    tag('multi-arch', 'team/app:1.0');
    expect(await round()).toEqual(['user.image.tag.update team/app:1.0']);
    expect(await round()).toEqual([]);
  });

  it('lists more tags than a page has', async () => {
    const first = join(folder, 'data/docker/registry/v2/repositories/team/app/_manifests/tags');
    for (let number = 0; number < 2_500; number += 1) {
      const folderOfTag = join(first, `many-${String(number).padStart(4, '0')}`, 'current');
      mkdirSync(folderOfTag, { recursive: true });
      writeFileSync(join(folderOfTag, 'link'), `sha256:${'0'.repeat(64)}`);
    }
    const { body, status } = await addRepository('team/app&dry_run=true');
    expect(status).toBe(200);
    const value = SubscriptionList.parse(body)[0]?.subscription_value ?? '';
    expect(JSON.parse(value)).toMatchObject({ tagcount: 2_503 });
  });

  it('tells that a repository is not there', async () => {
    expect(await addRepository('team/none')).toMatchObject({
      status: 400,
      body: { error_type: 'REPOSITORY_LOOKUP_FAILED' },
    });
  });
});

/** Ports below the range that the system gives to outgoing connections; one that is taken costs another try. */
function startedPort(folder: string): number {
  const refusals: string[] = [];
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const wanted = 20_000 + ((process.pid * 11 + attempt * 1_511) % 12_000);
    const started = spawnSync(serve, [String(wanted), folder, '--auth', 'user:pass'], { encoding: 'utf8' });
    if (started.status === 0) return wanted;
    refusals.push(started.stderr);
  }
  throw new Error(`no registry could be started: ${refusals.join('; ')}`);
}

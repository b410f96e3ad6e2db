import { sbomErrors } from '@gantry/sbom';
import type { ResolvedImage } from '../features/analyses/ports.ts';
import { createImagesFeature } from '../features/images/index.ts';
import { createImportsFeature } from '../features/imports/index.ts';
import type { SubscriptionType } from '../features/subscriptions/ports.ts';
import { scoped } from '../kernel/db/index.ts';
import { type TestPlatform, testPlatform } from './test-platform.ts';
import { testServer } from './test-server.ts';

/** A digest of one letter, over and over. */
export function digestOf(letter: string): string {
  return `sha256:${letter.repeat(64)}`;
}

/** An image of a registry whose digests are of one letter, behind an index of another. */
export function resolved(letter: string, index = letter): ResolvedImage {
  return {
    digest: digestOf(letter),
    parentDigest: digestOf(index),
    imageId: letter.repeat(64),
    arch: 'amd64',
    size: 1_000,
    layerCount: 2,
  };
}

/** What the doubles of other features were asked for. */
export interface Asked {
  readonly ensured: {
    readonly key: string;
    readonly states: Readonly<Partial<Record<SubscriptionType, boolean>>>;
  }[];
  /** First letter and priority. */
  readonly enqueued: string[];
  /** First letters. */
  readonly cancelled: string[];
}

/** The catalogue of images behind a server, among doubles. */
export async function imagesBench() {
  const platform = await testPlatform();
  /** What registries hold: by repository and tag or digest. */
  const registry = new Map<string, ResolvedImage>();
  const asked: Asked = { ensured: [], enqueued: [], cancelled: [] };
  const feature = createImagesFeature({ platform, ...doubles(platform, registry, asked) });
  const server = await testServer(platform, feature.routes);
  const add = (reference: string, query = '', more: object = {}) => {
    const body = { source: { tag: { pull_string: `r.example/${reference}` } }, ...more };
    return server.call('POST', `/images${query}`, { body });
  };
  return {
    platform,
    registry,
    asked,
    feature,
    server,
    add,
    scope: scoped(platform.db, 'team-a'),
    reset: () => reset(platform, registry, asked),
    list: async (query = '') => listed(await server.call('GET', `/images${query}`)),
    /** Makes an image analyzed, or gives it these columns. */
    analyzed: (letter: string, columns: object = {}) =>
      scoped(platform.db, 'team-a')
        .update('image')
        .set({ analysis_status: 'analyzed', analyzed_at: platform.clock.now(), ...columns })
        .where('digest', '=', digestOf(letter))
        .execute(),
    close: async () => {
      await server.close();
      await platform.close();
    },
  };
}

function doubles(platform: TestPlatform, registry: ReadonlyMap<string, ResolvedImage>, asked: Asked) {
  return {
    imports: createImportsFeature({ platform }).imports,
    analyses: {
      enqueue: async (_scope: unknown, digest: string, priority: string) =>
        void asked.enqueued.push(`${digest.slice(7, 8)} ${priority}`),
      cancel: async (_scope: unknown, digest: string) => void asked.cancelled.push(digest.slice(7, 8)),
    },
    resolver: {
      resolve: async (_scope: unknown, { repository, tag, digest }: Asking) => {
        const found = registry.get(`${repository}${digest === undefined ? `:${tag}` : `@${digest}`}`);
        if (found !== undefined) return found;
        throw sbomErrors.PULL_MISSING({ reference: repository });
      },
    },
    subscriptions: {
      ensure: async (_scope: unknown, key: string, states: Asked['ensured'][number]['states']) =>
        void asked.ensured.push({ key, states }),
      active: async () => [],
      watchRepository: async () => Promise.reject(new Error('not used here')),
    },
  };
}

interface Asking {
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

async function reset(platform: TestPlatform, registry: Map<string, ResolvedImage>, asked: Asked): Promise<void> {
  for (const list of Object.values(asked)) list.length = 0;
  await platform.db.deleteFrom('image').execute();
  await platform.db.deleteFrom('subscription').execute();
  registry.clear();
  registry.set('app:1', resolved('a', 'f'));
  registry.set('app:2', resolved('b'));
  platform.setTime('2026-01-02T03:04:05Z');
}

/** Each image of a list: its letter and its tags. */
function listed({ status, body }: { readonly status: number; readonly body: unknown }): string[] {
  if (status !== 200) throw new Error(`the list of images answers ${status}`);
  const { items } = body as { items: { image_digest: string; image_detail: { full_tag: string }[] }[] };
  return items.map(
    (item) => `${item.image_digest.slice(7, 8)} ${item.image_detail.map(({ full_tag }) => full_tag).join(' ')}`,
  );
}

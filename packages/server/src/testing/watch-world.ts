import { CodedError } from '@gantry/core';
import { tagDigest } from '@gantry/sbom';
import { buildImage, type FakeRegistry, startFakeRegistry } from '@gantry/sbom/testing';
import type { Images } from '../features/images/ports.ts';
import { createRegistriesFeature } from '../features/registries/index.ts';
import { createRepositoriesFeature } from '../features/repositories/index.ts';
import { createSubscriptionsFeature } from '../features/subscriptions/index.ts';
import { type Row, type Scope, scoped } from '../kernel/db/index.ts';
import { type TestPlatform, testPlatform } from './test-platform.ts';
import { type TestServer, testServer } from './test-server.ts';

/** Two images that differ. */
export const firstImage = buildImage({ layers: [{ files: { a: 'one' } }] });
export const secondImage = buildImage({ layers: [{ files: { a: 'two' } }] });

/** Subscriptions, registries and repositories around a registry, with a catalogue that only notes what is added. */
export interface WatchWorld {
  readonly platform: TestPlatform;
  readonly server: TestServer;
  readonly registry: FakeRegistry;
  readonly feature: ReturnType<typeof createSubscriptionsFeature>;
  /** What the registry has: change it at will. */
  readonly repositories: Record<string, Record<string, typeof firstImage>>;
  /** References that were added, in order. */
  readonly added: string[];
  /** References that cannot be added. */
  readonly broken: Set<string>;
  scope(account?: string): Scope;
  stored(key: string): Promise<Row<'subscription'>>;
  /** Runs a sweep and all that it sends. */
  round(job: 'watch-tags' | 'watch-repositories'): Promise<void>;
  /** Types of the events so far. */
  told(): readonly string[];
  /** Forgets everything but the registry. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the world. */
export async function openWatchWorld(): Promise<WatchWorld> {
  const platform = await testPlatform();
  const repositories: WatchWorld['repositories'] = {};
  const [added, broken] = [[] as string[], new Set<string>()];
  const registry = await startFakeRegistry({ images: repositories });
  const { registries } = createRegistriesFeature({ platform });
  const images = { addFromRegistry: addTo({ platform, added, broken }) } as Partial<Images> as Images;
  const feature = createSubscriptionsFeature({ platform, registries, images: () => images });
  const { subscriptions } = feature;
  const server = await testServer(platform, [
    ...feature.routes,
    ...createRepositoriesFeature({ registries, subscriptions }).routes,
  ]);
  const scope = (account = 'team-a'): Scope => scoped(platform.db, account);
  return {
    ...{ platform, server, registry, feature, repositories, added, broken, scope },
    stored: (key) =>
      scope().select('subscription').selectAll().where('subscription.key', '=', key).executeTakeFirstOrThrow(),
    round: async (job) => {
      await platform.queue.send(job, {});
      await platform.queue.run(feature.jobs ?? []);
    },
    told: () => platform.events.seen.map(({ type }) => type),
    reset: async () => {
      await platform.db.deleteFrom('subscription').execute();
      await platform.db.deleteFrom('image').execute();
      // Looks that still wait find nothing to look after.
      await platform.queue.run(feature.jobs ?? []);
      platform.setTime('2026-01-02T03:04:05Z');
      platform.events.seen.length = 0;
      added.length = 0;
      broken.clear();
    },
    close: async () => {
      await registry.close();
      await server.close();
      await platform.close();
    },
  };
}

/** Catalogues what the registry has, as the real feature does. */
function addTo({
  platform,
  added,
  broken,
}: Pick<WatchWorld, 'platform' | 'added' | 'broken'>): Images['addFromRegistry'] {
  return async (scope, reference) => {
    if (broken.has(reference))
      throw new CodedError('IMAGE_NOT_RESOLVED', { kind: 'usage', says: 'no', advice: 'none' }, {});
    const digest = await tagDigest(reference, { registry: { dockerConfig: null } });
    added.push(reference);
    await putImage(scope, { digest, reference, now: platform.clock.now() });
    return scope.select('image').selectAll().where('image.digest', '=', digest).executeTakeFirstOrThrow();
  };
}

async function putImage(
  scope: Scope,
  { digest, reference, now }: { readonly digest: string; readonly reference: string; readonly now: Date },
): Promise<void> {
  const facts = { parent_digest: digest, image_id: 'x', analysis_history: '[]', annotations: '{}' };
  await scope
    .insert('image', { digest, ...facts, status: 'active', analysis_status: 'not_analyzed', origin: 'registry' })
    .onConflict((conflict) => conflict.columns(['account', 'digest']).doNothing())
    .execute();
  const [name = '', tag = ''] = reference.split(/:(?=[^:]+$)/);
  const [registry, repo] = [name.slice(0, name.indexOf('/')), name.slice(name.indexOf('/') + 1)];
  const times = { detected_at: now, last_updated: now };
  await scope
    .insert('image_tag', { digest, registry, repo, tag, full_tag: reference, ...times })
    .onConflict((conflict) => conflict.columns(['account', 'full_tag', 'digest']).doUpdateSet(times))
    .execute();
}

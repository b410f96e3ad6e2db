import type { Feature, Platform } from '../../kernel/platform/index.ts';
import type { Images } from '../images/ports.ts';
import type { Registries } from '../registries/ports.ts';
import { watchJobs, watchSchedules } from './jobs.ts';
import type { Subscriptions } from './ports.ts';
import { subscriptionRoutes } from './routes.ts';
import { createSubscriptions } from './service.ts';

export { subscriptionErrors } from './errors.ts';

/** What the feature is built on. */
export interface SubscriptionsDeps {
  readonly platform: Platform;
  readonly registries: Registries;
  /** Asked for when a watcher runs: images and subscriptions need each other. */
  readonly images: () => Images;
  /** Seconds between two looks of the watchers; default an hour for tags, a minute for repositories. */
  readonly every?: { readonly tags: number; readonly repositories: number };
}

/** What an account watches, and the watchers. */
export function createSubscriptionsFeature(deps: SubscriptionsDeps): Feature & {
  readonly subscriptions: Subscriptions;
} {
  const { platform, registries, images, every = { tags: 3_600, repositories: 60 } } = deps;
  const subscriptions = createSubscriptions(platform);
  return {
    routes: subscriptionRoutes(platform),
    jobs: watchJobs({ platform, registries, images, subscriptions, every }),
    schedules: watchSchedules(every),
    subscriptions,
  };
}

import type { SignIn } from './auth/index.ts';
import type { Config } from './config/index.ts';
import { createAccountsFeature } from './features/accounts/index.ts';
import type { AdvisoriesFeature } from './features/advisories/index.ts';
import { type AnalysesFeature, type Analyzer, createAnalysesFeature } from './features/analyses/index.ts';
import { createApiKeysFeature } from './features/api-keys/index.ts';
import { createDownloadsFeature } from './features/downloads/index.ts';
import { createEvaluationsFeature } from './features/evaluations/index.ts';
import { createEventsFeature, type EventsFeature } from './features/events/index.ts';
import { createFeedsFeature, type FeedBuilder } from './features/feeds/index.ts';
import { createImagesFeature } from './features/images/index.ts';
import type { Images } from './features/images/ports.ts';
import { createImportsFeature } from './features/imports/index.ts';
import { createMatching } from './features/matching/index.ts';
import { createOauthFeature } from './features/oauth/index.ts';
import { createPoliciesFeature } from './features/policies/index.ts';
import { createReferenceFeature } from './features/reference/index.ts';
import { createRegistriesFeature } from './features/registries/index.ts';
import { createRepositoriesFeature } from './features/repositories/index.ts';
import { createRolesFeature } from './features/roles/index.ts';
import { createSubscriptionsFeature } from './features/subscriptions/index.ts';
import { createSummariesFeature } from './features/summaries/index.ts';
import { createUserGroupsFeature } from './features/user-groups/index.ts';
import { createUsersFeature } from './features/users/index.ts';
import type { Feature, Platform } from './kernel/platform/index.ts';

/** What the features are given besides the platform. */
export interface Supplies {
  readonly platform: Platform;
  readonly config: Config;
  readonly signIn: SignIn;
  readonly advisories: AdvisoriesFeature;
  readonly analyzer: Analyzer;
  readonly feedBuilder: FeedBuilder;
  /** Folder of the programs for download. */
  readonly executables: string;
}

/** Every feature, wired: the one place that knows who needs whom. */
export interface Composition {
  readonly features: readonly Feature[];
  readonly events: EventsFeature;
  readonly analyses: AnalysesFeature;
}

/** Builds the features; each asks for others through their ports only. */
export function composeFeatures(supplies: Supplies): Composition {
  const { platform, config } = supplies;
  const events = createEventsFeature({ platform, days: config.eventDays });
  const catalogue = composeCatalogue(supplies);
  return {
    events,
    analyses: catalogue.analyses,
    features: [
      ...catalogue.features,
      ...composeIdentity(supplies),
      events,
      createReferenceFeature({ platform }),
      createDownloadsFeature({ folder: supplies.executables }),
    ],
  };
}

function composeIdentity({ platform, signIn }: Supplies): Feature[] {
  const accounts = createAccountsFeature({ platform });
  const users = createUsersFeature({ platform });
  const deps = { platform, users: users.users };
  return [
    accounts,
    users,
    createApiKeysFeature(deps),
    createOauthFeature({ signIn }),
    createUserGroupsFeature(deps),
    createRolesFeature(deps),
  ];
}

function composeCatalogue(supplies: Supplies): Pick<Composition, 'features' | 'analyses'> {
  const { platform, config, advisories, analyzer, feedBuilder } = supplies;
  const registries = createRegistriesFeature({ platform });
  // Images and subscriptions need each other: watchers ask for images when they run.
  let images: Images | null = null;
  const subscriptions = createSubscriptionsFeature({
    platform,
    registries: registries.registries,
    images: () => images ?? catalogue.images,
    every: config.intervals,
  });
  const matching = createMatching({ platform, advisories, subscriptions: subscriptions.subscriptions });
  const imports = createImportsFeature({ platform });
  const analyses = createAnalysesFeature({
    platform,
    analyzer,
    imports: imports.imports,
    registries: registries.registries,
    matching: matching.matching,
    concurrency: config.analyses.concurrency,
    deadline: config.analyses.deadline,
  });
  const catalogue = createImagesFeature({
    platform,
    resolver: analyses.resolver,
    analyses: analyses.analyses,
    imports: imports.imports,
    subscriptions: subscriptions.subscriptions,
  });
  images = catalogue.images;
  const policies = createPoliciesFeature({ platform });
  const evaluations = createEvaluationsFeature({
    platform,
    images: catalogue.images,
    policies: policies.policies,
    matching: matching.matching,
    advisories,
    subscriptions: subscriptions.subscriptions,
  });
  const feeds = createFeedsFeature({
    platform,
    advisories,
    matching: matching.matching,
    builder: feedBuilder,
    from: config.feeds,
    interval: config.feedsInterval,
  });
  return {
    analyses,
    features: [
      registries,
      subscriptions,
      createRepositoriesFeature({ registries: registries.registries, subscriptions: subscriptions.subscriptions }),
      matching,
      imports,
      analyses,
      catalogue,
      createSummariesFeature(),
      policies,
      evaluations,
      feeds,
    ],
  };
}

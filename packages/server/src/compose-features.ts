import type { SignIn } from './auth/index.ts';
import type { Config } from './config/index.ts';
import { errorTables } from './error-tables.ts';
import { createAccountsFeature } from './features/accounts/index.ts';
import type { AdvisoriesFeature } from './features/advisories/index.ts';
import {
  type AnalysesFeature,
  type Analyzer,
  createAnalysesFeature,
  type InspectionOrder,
} from './features/analyses/index.ts';
import { createApiKeysFeature } from './features/api-keys/index.ts';
import { createBacktestsFeature, type Replayer } from './features/backtests/index.ts';
import { createComplianceFeature } from './features/compliance/index.ts';
import { createContentFeature } from './features/content/index.ts';
import { createDownloadsFeature } from './features/downloads/index.ts';
import { createEvaluationsFeature } from './features/evaluations/index.ts';
import { createEventsFeature, type EventsFeature } from './features/events/index.ts';
import { createFacts } from './features/facts/index.ts';
import { createFeedsFeature, type FeedBuilder } from './features/feeds/index.ts';
import { createImagesFeature } from './features/images/index.ts';
import { createImportsFeature } from './features/imports/index.ts';
import { createMatching } from './features/matching/index.ts';
import { createOauthFeature } from './features/oauth/index.ts';
import { createPoliciesFeature } from './features/policies/index.ts';
import { createQueryFeature } from './features/query/index.ts';
import { createReferenceFeature } from './features/reference/index.ts';
import { createRegistriesFeature } from './features/registries/index.ts';
import { createRepositoriesFeature } from './features/repositories/index.ts';
import { createRolesFeature } from './features/roles/index.ts';
import { createScansFeature } from './features/scans/index.ts';
import { createStigFeature } from './features/stig/index.ts';
import { createSubscriptionsFeature } from './features/subscriptions/index.ts';
import { createSummariesFeature } from './features/summaries/index.ts';
import { createSystemFeature, type SystemFeature } from './features/system/index.ts';
import type { ProcessFacts } from './features/system/process.ts';
import { createUserGroupsFeature } from './features/user-groups/index.ts';
import { createUsersFeature } from './features/users/index.ts';
import { createVerdictsFeature } from './features/verdicts/index.ts';
import { createVulnAnnotationsFeature } from './features/vuln-annotations/index.ts';
import { createVulnerabilitiesFeature } from './features/vulnerabilities/index.ts';
import type { Scope } from './kernel/db/index.ts';
import type { ProcessLog } from './kernel/log/index.ts';
import type { Feature, Platform } from './kernel/platform/index.ts';

/** What the features are given besides the platform. */
export interface Supplies {
  readonly platform: Platform;
  readonly config: Config;
  readonly signIn: SignIn;
  readonly advisories: AdvisoriesFeature;
  readonly analyzer: Analyzer;
  readonly feedBuilder: FeedBuilder;
  /** Where verdicts of the past are made again. */
  readonly replayer: Replayer;
  /** What analyses look at besides packages, as the operator configured it. */
  readonly inspection: InspectionOrder;
  /** Folder of the programs for download. */
  readonly executables: string;
  readonly log: ProcessLog;
  readonly facts: ProcessFacts;
}

/** Every feature, wired: the one place that knows who needs whom. */
export interface Composition {
  readonly features: readonly Feature[];
  readonly events: EventsFeature;
  readonly analyses: AnalysesFeature;
  readonly system: SystemFeature;
}

/** Builds the features; each asks for others through their ports only. */
export function composeFeatures(supplies: Supplies): Composition {
  const { platform, config } = supplies;
  const events = createEventsFeature({ platform, days: config.eventDays });
  const catalogue = composeCatalogue(supplies);
  const { facts, log } = supplies;
  const system = createSystemFeature({ platform, facts, log, errorTables, metricsToken: config.metricsToken });
  return {
    events,
    system,
    analyses: catalogue.analyses,
    features: [
      system,
      ...catalogue.features,
      ...composeJudgement(supplies, catalogue),
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

/** Images and what they are made of. */
function composeCatalogue(supplies: Supplies) {
  const { platform, config, advisories, analyzer } = supplies;
  const { registries, ...registryFeature } = createRegistriesFeature({ platform });
  // Images and subscriptions need each other: watchers ask for images when they run.
  const { subscriptions, ...subscriptionFeature } = createSubscriptionsFeature({
    platform,
    registries,
    images: () => images,
    every: config.intervals,
  });
  const { matching, ...matchingFeature } = createMatching({ platform, advisories, subscriptions });
  const { imports, ...importFeature } = createImportsFeature({ platform });
  const { concurrency, deadline } = config.analyses;
  const { policies, ...policyFeature } = createPoliciesFeature({ platform });
  const inspection = async (scope: Scope): Promise<InspectionOrder> => {
    const { retrieve, ...order } = supplies.inspection;
    return { ...order, retrieve: [...new Set([...retrieve, ...(await policies.retrieved(scope))])] };
  };
  const reading = { platform, analyzer, imports, registries, matching, concurrency, deadline, inspection };
  const analyses = createAnalysesFeature(reading);
  const adding = { platform, imports, subscriptions, analyses: analyses.analyses, resolver: analyses.resolver };
  const { images, ...imageFeature }: ReturnType<typeof createImagesFeature> = createImagesFeature(adding);
  return {
    images,
    matching,
    subscriptions,
    analyses,
    policies,
    features: [
      policyFeature,
      registryFeature,
      subscriptionFeature,
      createRepositoriesFeature({ registries, subscriptions }),
      matchingFeature,
      importFeature,
      analyses,
      imageFeature,
      createSummariesFeature(),
    ],
  };
}

/** What is known and said of images. */
function composeJudgement(supplies: Supplies, catalogue: ReturnType<typeof composeCatalogue>): Feature[] {
  const { platform, config, advisories, feedBuilder } = supplies;
  const { images, matching, subscriptions, policies } = catalogue;
  const { stigEvaluations, ...stigFeature } = createStigFeature({ platform, images });
  const { annotations, ...annotationFeature } = createVulnAnnotationsFeature({ platform, images });
  const facts = createFacts({ images, stigEvaluations, annotations });
  const evaluations = createEvaluationsFeature({
    platform,
    images,
    policies,
    matching,
    advisories,
    subscriptions,
    facts,
    every: config.intervals.evaluations,
  });
  const { vulnerabilities, ...vulnerabilityFeature } = createVulnerabilitiesFeature({
    platform,
    images,
    matching,
    advisories,
  });
  const { feeds: from, feedPlaces: places, feedsInterval: interval } = config;
  return [
    stigFeature,
    annotationFeature,
    evaluations,
    createVerdictsFeature({ platform, evaluations: evaluations.evaluations, publicUrl: config.publicUrl }),
    createBacktestsFeature({ platform, policies, replayer: supplies.replayer }),
    createComplianceFeature({ platform, evaluations: evaluations.evaluations }),
    vulnerabilityFeature,
    createContentFeature({ platform, images }),
    createQueryFeature({ advisories, vulnerabilities }),
    createScansFeature({ platform, matching, vulnerabilities, evaluator: evaluations }),
    createFeedsFeature({ platform, advisories, matching, builder: feedBuilder, from, places, interval }),
  ];
}

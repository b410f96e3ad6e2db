import * as accounts from './accounts/operations.ts';
import * as apiKeys from './api-keys/operations.ts';
import * as backtests from './backtests/operations.ts';
import type { Operation } from './common/index.ts';
import * as compliance from './compliance/operations.ts';
import * as content from './content/operations.ts';
import * as evaluations from './evaluations/operations.ts';
import * as events from './events/operations.ts';
import * as feeds from './feeds/operations.ts';
import * as identity from './identity/operations.ts';
import * as images from './images/operations.ts';
import * as imports from './imports/operations.ts';
import * as oauth from './oauth/operations.ts';
import * as policies from './policies/operations.ts';
import * as query from './query/operations.ts';
import * as reference from './reference/operations.ts';
import * as registries from './registries/operations.ts';
import * as repositories from './repositories/operations.ts';
import * as roles from './roles/operations.ts';
import * as scans from './scans/operations.ts';
import * as stig from './stig/operations.ts';
import * as subscriptions from './subscriptions/operations.ts';
import * as summaries from './summaries/operations.ts';
import * as system from './system/operations.ts';
import * as userGroups from './user-groups/operations.ts';
import * as verdicts from './verdicts/operations.ts';
import * as vulnAnnotations from './vuln-annotations/operations.ts';
import * as vulnerabilities from './vulnerabilities/operations.ts';

/** The operations by resource: what the typed client offers and the server must implement. */
export const resources = {
  accounts,
  apiKeys,
  backtests,
  compliance,
  content,
  evaluations,
  events,
  feeds,
  identity,
  images,
  imports,
  oauth,
  policies,
  query,
  reference,
  registries,
  repositories,
  roles,
  scans,
  stig,
  subscriptions,
  summaries,
  system,
  userGroups,
  verdicts,
  vulnAnnotations,
  vulnerabilities,
};

/** Every operation of the API. */
export const operations: readonly Operation[] = Object.values(resources).flatMap((room) => Object.values(room));

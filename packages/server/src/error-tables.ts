import { attestErrors } from '@gantry/attest';
import { ioErrors } from '@gantry/io/errors';
import { policyErrors } from '@gantry/policy';
import { sbomErrors } from '@gantry/sbom';
import { vulnsErrors } from '@gantry/vulns';
import { accountErrors, authErrors, roleErrors } from './auth/errors.ts';
import { configErrors } from './config/errors.ts';
import { serverErrors } from './errors.ts';
import { advisoriesErrors } from './features/advisories/errors.ts';
import { analysisErrors } from './features/analyses/errors.ts';
import { apiKeyErrors } from './features/api-keys/errors.ts';
import { backtestErrors } from './features/backtests/errors.ts';
import { complianceErrors } from './features/compliance/errors.ts';
import { contentErrors } from './features/content/errors.ts';
import { downloadsErrors } from './features/downloads/errors.ts';
import { evaluationErrors } from './features/evaluations/errors.ts';
import { eventErrors } from './features/events/errors.ts';
import { feedsErrors } from './features/feeds/errors.ts';
import { imageErrors } from './features/images/errors.ts';
import { importErrors } from './features/imports/errors.ts';
import { matchingErrors } from './features/matching/errors.ts';
import { oauthErrors } from './features/oauth/errors.ts';
import { policiesErrors } from './features/policies/errors.ts';
import { queryErrors } from './features/query/errors.ts';
import { registryErrors } from './features/registries/errors.ts';
import { repositoryErrors } from './features/repositories/errors.ts';
import { scansErrors } from './features/scans/errors.ts';
import { stigErrors } from './features/stig/errors.ts';
import { subscriptionErrors } from './features/subscriptions/errors.ts';
import { summaryErrors } from './features/summaries/filters.ts';
import { systemErrors } from './features/system/errors.ts';
import { groupErrors } from './features/user-groups/errors.ts';
import { userErrors } from './features/users/errors.ts';
import { verdictErrors } from './features/verdicts/errors.ts';
import { annotationErrors } from './features/vuln-annotations/errors.ts';
import { vulnerabilitiesErrors } from './features/vulnerabilities/errors.ts';
import { dbErrors } from './kernel/db/errors.ts';
import { netErrors } from './kernel/net/errors.ts';
import { queueErrors } from './kernel/queue/errors.ts';
import { vaultErrors } from './kernel/vault/errors.ts';

/** Every table of error codes that the server may answer or log with. */
export const errorTables = [
  attestErrors,
  ioErrors,
  sbomErrors,
  vulnsErrors,
  policyErrors,
  serverErrors,
  authErrors,
  accountErrors,
  roleErrors,
  configErrors,
  dbErrors,
  netErrors,
  queueErrors,
  vaultErrors,
  advisoriesErrors,
  analysisErrors,
  apiKeyErrors,
  backtestErrors,
  complianceErrors,
  contentErrors,
  downloadsErrors,
  evaluationErrors,
  eventErrors,
  feedsErrors,
  imageErrors,
  importErrors,
  oauthErrors,
  policiesErrors,
  queryErrors,
  registryErrors,
  repositoryErrors,
  matchingErrors,
  scansErrors,
  stigErrors,
  subscriptionErrors,
  summaryErrors,
  systemErrors,
  groupErrors,
  userErrors,
  verdictErrors,
  annotationErrors,
  vulnerabilitiesErrors,
];

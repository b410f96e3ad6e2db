import type { Row } from '../row.ts';
import { accountRows } from './accounts.ts';
import { backtestRows } from './backtests.ts';
import { complianceRows } from './compliance.ts';
import { contentRows } from './content.ts';
import { eventRows } from './events.ts';
import { evidenceRows } from './evidence.ts';
import { identityRows } from './identity.ts';
import { imageRows } from './images.ts';
import { importRows } from './imports.ts';
import { knowledgeRows } from './knowledge.ts';
import { policyRows } from './policies.ts';
import { registryRows } from './registries.ts';
import { roleRows } from './roles.ts';
import { systemRows } from './system.ts';
import { userGroupRows } from './user-groups.ts';
import { verdictRows } from './verdicts.ts';

/** One row for every operation of the contract. */
export const rows: readonly Row[] = [
  ...accountRows,
  ...complianceRows,
  ...backtestRows,
  ...contentRows,
  ...eventRows,
  ...evidenceRows,
  ...identityRows,
  ...imageRows,
  ...importRows,
  ...knowledgeRows,
  ...policyRows,
  ...registryRows,
  ...roleRows,
  ...systemRows,
  ...userGroupRows,
  ...verdictRows,
];

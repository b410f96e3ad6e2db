import type { KnownExploited } from '@gantry/core';
import { isDict, textAt } from './osv/read.ts';

const day = /^\d{4}-\d\d-\d\d$/;

/** One entry of CISA's catalogue (its JSON schema 1.x); null when its CVE or its dates are not right. */
export function readKevEntry(value: unknown): KnownExploited | null {
  if (!isDict(value)) return null;
  const cve = textAt(value, 'cveID') ?? '';
  const dateAdded = textAt(value, 'dateAdded') ?? '';
  const dueDate = textAt(value, 'dueDate') ?? '';
  if (!/^CVE-\d{4}-\d{4,19}$/.test(cve) || !day.test(dateAdded) || !day.test(dueDate)) return null;
  const requiredAction = textAt(value, 'requiredAction', 2_000);
  const ransomware = textAt(value, 'knownRansomwareCampaignUse') === 'Known';
  return { cve, dateAdded, dueDate, ransomware, ...(requiredAction ? { requiredAction } : {}) };
}

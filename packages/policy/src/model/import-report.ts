import { isRecord } from '@gantry/core/json';
import { upgradeDocument } from './upgrade.ts';

/** Something that reading an older document changed. */
export interface ImportChange {
  /** Where in the document as it was: `/policies/0/rules/1/trigger`. */
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

/** Changes that a report lists. */
const mostChanges = 500;

/**
 * What reading a document of an older version changes: names of fields, triggers and values. Empty for one that is written as
 * version 2 is. Trigger ids of allowlists are never changed.
 */
export function importChanges(document: unknown): ImportChange[] {
  if (!isRecord(document)) return [];
  const changes: ImportChange[] = [];
  compare(document, upgradeDocument(document), { path: '', changes });
  return changes.slice(0, mostChanges);
}

interface Place {
  readonly path: string;
  readonly changes: ImportChange[];
}

/** Upgrading keeps lists as long as they are, so the old and the new entries go side by side. */
function compare(before: unknown, after: unknown, { path, changes }: Place): void {
  if (changes.length >= mostChanges || before === after) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    for (const [at, item] of before.entries()) compare(item, after[at], { path: `${path}/${at}`, changes });
    return;
  }
  if (isRecord(before) && isRecord(after)) compareParts(before, after, { path, changes });
  else changes.push({ path, from: shown(before), to: shown(after) });
}

function compareParts(before: Record<string, unknown>, after: Record<string, unknown>, { path, changes }: Place): void {
  const added = Object.keys(after).filter((key) => !Object.hasOwn(before, key));
  const taken = new Set<string>();
  for (const [key, value] of Object.entries(before)) {
    const name = Object.hasOwn(after, key) ? key : added.find((one) => names(one, key));
    const inner = `${path}/${key}`;
    if (name !== key) changes.push({ path: inner, from: key, to: name ?? 'nothing: the newer name is there too' });
    if (name === undefined) continue;
    taken.add(name);
    // One id became a list of one.
    if (key !== 'policy_id') compare(value, after[name], { path: inner, changes });
  }
  for (const key of added.filter((one) => !taken.has(one))) {
    changes.push({ path: `${path}/${key}`, from: 'nothing', to: shown(after[key]) });
  }
}

const renamed: Readonly<Record<string, readonly string[]>> = {
  rule_sets: ['policies'],
  allowlists: ['whitelists'],
  allowlisted_images: ['whitelisted_images'],
  denylisted_images: ['blacklisted_images'],
  description: ['comment'],
  allowlist_ids: ['whitelist_ids'],
  rule_set_ids: ['policy_ids', 'policy_id'],
};

function names(newer: string, older: string): boolean {
  return renamed[newer]?.includes(older) ?? false;
}

function shown(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')).slice(0, 200);
}

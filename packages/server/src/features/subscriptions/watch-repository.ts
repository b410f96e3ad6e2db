import { isCodedError } from '@gantry/core';
import { listTags } from '@gantry/sbom';
import { failedLookup, type Looking } from './looking.ts';
import { noteLook } from './store.ts';
import { settingsOf } from './value.ts';

/** Failures in a row after which the registry is the likely reason, not the tags. */
const patience = 5;
/** Tags that are added between two notes of how far the look came. */
const stride = 20;
/** A tag that failed is tried again after 1, 2, 4 … hours, up to this many. */
const longestPause = 24;
const hour = 3_600_000;

/** What the watcher of a repository keeps. */
interface State {
  readonly known: Set<string>;
  readonly failed: Map<string, Failure>;
}

interface Failure {
  readonly times: number;
  readonly next: number;
}

/** Lists the tags of a repository and adds those that are new. Tags that fail are told of, kept in mind, and tried again later. */
export async function lookAtRepository(looking: Looking): Promise<void> {
  const { parts, scope, row, job } = looking;
  const state = readState(row.state);
  try {
    const registry = await parts.registries.access(scope, row.key);
    const { tags } = await listTags(row.key, { registry, signal: job.signal });
    forgetGone(state, tags);
    const now = parts.platform.clock.now().getTime();
    const fresh = tags.filter((tag) => !state.known.has(tag) && (state.failed.get(tag)?.next ?? 0) <= now);
    const added = await addTags(looking, state, fresh);
    await noteLook(scope, row.id, { now: parts.platform.clock.now(), failed: false, state: written(state) });
    if (added.length > 0) await tellAdded(looking, added);
  } catch (error) {
    const lookup = { type: 'user.repository.lookup.failed', resource: 'repository', error, state: written(state) };
    await failedLookup(looking, lookup);
  }
}

async function addTags(looking: Looking, state: State, tags: readonly string[]): Promise<readonly string[]> {
  const { parts, scope, row, job } = looking;
  const added: string[] = [];
  let inARow = 0;
  for (const [index, tag] of tags.entries()) {
    if (job.signal.aborted) throw job.signal.reason;
    const error = await addTag(looking, tag);
    if (error === undefined) {
      state.known.add(tag);
      state.failed.delete(tag);
      added.push(tag);
      inARow = 0;
    } else {
      await failedTag(looking, state, { tag, error });
      inARow += 1;
      if (inARow === patience) throw error;
    }
    if (index % stride === stride - 1)
      await noteLook(scope, row.id, { now: parts.platform.clock.now(), failed: false, state: written(state) });
  }
  return added;
}

/** The error of a tag that could not be added. */
async function addTag({ parts, scope, row, job }: Looking, tag: string): Promise<Error | undefined> {
  const fullTag = `${row.key}:${tag}`;
  try {
    await parts.images().addFromRegistry(scope, fullTag);
    await parts.subscriptions.ensure(scope, fullTag, {
      tag_update: settingsOf(row.value).auto_subscribe,
      analysis_update: true,
      policy_eval: false,
      vuln_update: false,
    });
    return undefined;
  } catch (error) {
    if (job.signal.aborted) throw job.signal.reason;
    if (!isCodedError(error) || error.kind === 'bug') throw error;
    return error;
  }
}

async function failedTag(
  { parts, scope, row }: Looking,
  state: State,
  { tag, error }: { readonly tag: string; readonly error: Error },
): Promise<void> {
  const times = (state.failed.get(tag)?.times ?? 0) + 1;
  const pause = Math.min(longestPause, 2 ** (times - 1)) * hour;
  state.failed.set(tag, { times, next: parts.platform.clock.now().getTime() + pause });
  const fullTag = `${row.key}:${tag}`;
  await parts.platform.events.emit({
    account: scope.account,
    type: 'user.repository.tag.failed',
    level: 'ERROR',
    message: `${fullTag} could not be added: ${error.message}`,
    details: { ...(isCodedError(error) ? { error_code: error.code } : {}), times },
    resource: { type: 'image_tag', id: fullTag },
  });
}

async function tellAdded({ parts, scope, row }: Looking, added: readonly string[]): Promise<void> {
  await parts.platform.events.emit({
    account: scope.account,
    type: 'user.repository.tags.added',
    level: 'INFO',
    message: `${row.key}: ${added.length} new tags`,
    details: { repository: row.key, count: added.length, tags: added.slice(0, 100) },
    resource: { type: 'repository', id: row.key },
  });
}

/** A tag that was deleted and comes back is a new one. */
function forgetGone(state: State, tags: readonly string[]): void {
  const there = new Set(tags);
  for (const tag of state.known) if (!there.has(tag)) state.known.delete(tag);
  for (const tag of state.failed.keys()) if (!there.has(tag)) state.failed.delete(tag);
}

function readState(stored: Readonly<Record<string, unknown>> | null): State {
  const known = Array.isArray(stored?.['known']) ? (stored['known'] as string[]) : [];
  const failed = Object.entries((stored?.['failed'] ?? {}) as Record<string, Failure>);
  return { known: new Set(known), failed: new Map(failed) };
}

function written({ known, failed }: State): Readonly<Record<string, unknown>> {
  return { known: [...known], failed: Object.fromEntries(failed) };
}

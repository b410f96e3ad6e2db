import { by, byCodeUnit } from '@gantry/core';
import { sql } from 'kysely';
import { type Db, scoped } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import type { Subscriptions } from '../subscriptions/ports.ts';
import type { Change } from './changes.ts';
import { forgetChanges, pendingChanges } from './pending-changes.ts';

/** What telling people works with. */
export interface AnnounceParts {
  readonly platform: Pick<Platform, 'db' | 'events'>;
  readonly subscriptions: Pick<Subscriptions, 'active'>;
}

/** A tag whose newest image has a package with changes. */
interface ChangedTag {
  readonly account: string;
  readonly digest: string;
  readonly tag: string;
  readonly added: Set<string>;
  readonly removed: Set<string>;
  readonly updated: Set<string>;
}

/** Identities of one question. */
const step = 500;
/** Ids that an event names, at most; the counts are complete. */
const mostNamed = 100;

/**
 * Tells the accounts with an active subscription for it that the vulnerabilities of the newest image of a tag changed: all changes
 * that were noted since the last time. They are forgotten when all were told, so a crash in between tells some of them twice.
 */
export async function announceChanges(parts: AnnounceParts): Promise<void> {
  const { db } = parts.platform;
  const tags = new Map<string, ChangedTag>();
  const told: number[] = [];
  for (let next = await pendingChanges(db, 0, step); next.length > 0; ) {
    await collect(db, next, tags);
    told.push(...next.map(({ id }) => id));
    next = await pendingChanges(db, told.at(-1) ?? 0, step);
  }
  for (const tag of [...tags.values()].sort(
    by(
      ({ account }) => account,
      (one) => one.tag,
    ),
  ))
    await announce(tag, parts);
  // One that was noted meanwhile may have a lower number: only what was told is forgotten.
  for (let at = 0; at < told.length; at += step) await forgetChanges(db, told.slice(at, at + step));
}

async function collect(db: Db, changes: readonly Change[], tags: Map<string, ChangedTag>): Promise<void> {
  const byIdentity = new Map<number, Change[]>();
  for (const change of changes) {
    const others = byIdentity.get(change.identityId);
    if (others) others.push(change);
    else byIdentity.set(change.identityId, [change]);
  }
  for (const row of await tagsWith(db, [...byIdentity.keys()])) {
    const key = JSON.stringify([row.account, row.full_tag]);
    const tag = tags.get(key) ?? {
      account: row.account,
      digest: row.digest,
      tag: row.full_tag,
      added: new Set(),
      removed: new Set(),
      updated: new Set(),
    };
    tags.set(key, tag);
    for (const change of byIdentity.get(Number(row.identity_id)) ?? []) {
      for (const id of change.added) tag.added.add(id);
      for (const id of change.removed) tag.removed.add(id);
      for (const id of change.updated) tag.updated.add(id);
    }
  }
}

interface TagRow {
  readonly account: string;
  readonly digest: string;
  readonly full_tag: string;
  readonly identity_id: number;
}

/** Tags of every account whose newest image has one of the identities. */
async function tagsWith(db: Db, identities: readonly number[]): Promise<readonly TagRow[]> {
  const { rows } = await sql<TagRow>`
    select distinct a.account, a.digest, t.full_tag, a.identity_id
    from artifact_package as a
    join image_tag as t on t.account = a.account and t.digest = a.digest
    where a.identity_id = any(${`{${identities.join()}}`}::bigint[]) and not a.covered
      and not exists (
        select 1 from image_tag as newer
        where newer.account = t.account and newer.full_tag = t.full_tag and newer.detected_at > t.detected_at
      )
  `.execute(db);
  return rows;
}

async function announce(tag: ChangedTag, { platform, subscriptions }: AnnounceParts): Promise<void> {
  const active = await subscriptions.active(scoped(platform.db, tag.account), tag.tag);
  if (!active.some(({ type }) => type === 'vuln_update')) return;
  const { added, removed, updated } = tag;
  await platform.events.emit({
    account: tag.account,
    type: 'user.image.vulnerability.update',
    level: 'INFO',
    message: `Vulnerabilities of ${tag.tag} changed: ${added.size} new, ${removed.size} gone, ${updated.size} updated`,
    details: {
      image_digest: tag.digest,
      image_tag: tag.tag,
      counts: { added: added.size, removed: removed.size, updated: updated.size },
      added: named(added),
      removed: named(removed),
      updated: named(updated),
    },
    resource: { type: 'image_digest', id: tag.digest },
  });
}

function named(ids: ReadonlySet<string>): string[] {
  return [...ids].sort(byCodeUnit).slice(0, mostNamed);
}

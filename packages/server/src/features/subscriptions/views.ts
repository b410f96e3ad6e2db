import type { Db, Row, Scope } from '../../kernel/db/index.ts';

/** The subscriptions of the account, by key and type. */
export async function listSubscriptionRows(
  scope: Scope,
  { key, type }: { readonly key?: string | undefined; readonly type?: string | undefined },
): Promise<readonly Row<'subscription'>[]> {
  let query = scope.select('subscription').selectAll();
  if (key !== undefined && key !== '') query = query.where('subscription.key', '=', key);
  if (type !== undefined && type !== '') query = query.where('subscription.type', '=', type);
  return query.orderBy('subscription.key').orderBy('subscription.type').execute();
}

/** One subscription, or null. */
export async function findSubscription(scope: Scope, id: string): Promise<Row<'subscription'> | null> {
  const row = await scope.select('subscription').selectAll().where('subscription.id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** The active ones about a key. */
export async function activeOnes(scope: Scope, key: string): Promise<readonly Row<'subscription'>[]> {
  const query = scope.select('subscription').selectAll();
  return query.where('subscription.key', '=', key).where('subscription.active', '=', true).execute();
}

/** A subscription that a watcher may have to look after. */
export interface Watched {
  readonly account: string;
  readonly id: string;
  readonly failures: number;
  readonly checked_at: Date | null;
}

/** The active ones of a type in accounts that are in use, in all of them: longest unseen first. */
export async function watchedOnes(db: Db, type: 'tag_update' | 'repo_update'): Promise<readonly Watched[]> {
  return db
    .selectFrom('subscription')
    .innerJoin('account', 'account.name', 'subscription.account')
    .where('subscription.type', '=', type)
    .where('subscription.active', '=', true)
    .where('account.state', '=', 'enabled')
    .select(['subscription.account', 'subscription.id', 'subscription.failures', 'subscription.checked_at'])
    .orderBy('subscription.checked_at', (order) => order.asc().nullsFirst())
    .execute();
}

/** The digests under which the account knows the image that a tag names: its own and that of the index it is in; null before it has one. */
export async function knownDigests(scope: Scope, fullTag: string): Promise<readonly string[] | null> {
  const row = await scope
    .select('image_tag')
    .innerJoin('image', (join) =>
      join.onRef('image.account', '=', 'image_tag.account').onRef('image.digest', '=', 'image_tag.digest'),
    )
    .where('image_tag.full_tag', '=', fullTag)
    .orderBy('image_tag.detected_at', 'desc')
    .orderBy('image_tag.last_updated', 'desc')
    .select(['image.digest', 'image.parent_digest'])
    .executeTakeFirst();
  return row === undefined ? null : [row.digest, row.parent_digest];
}

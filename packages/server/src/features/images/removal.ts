import type { DeleteImageResponse } from '@gantry/contract/images';
import { type Db, inTransaction, type Scope, scoped } from '../../kernel/db/index.ts';
import { imageErrors } from './errors.ts';
import { findImage, tagsOf } from './views.ts';

/**
 * Marks an image for removal; false when the account has none of this digest. The newest image of a tag with active subscriptions is kept
 * (IMAGE_IN_USE) unless `force`, which deactivates those that would bring it back.
 */
export function markDeleting(
  scope: Scope,
  digest: string,
  { force, now }: { readonly force: boolean; readonly now: Date },
): Promise<boolean> {
  return inTransaction(scope, async (within) => {
    if ((await findImage(within, digest)) === undefined) return isDeleting(within, digest);
    const subscribed = await subscribedTags(within, digest);
    const [tag] = subscribed;
    if (tag !== undefined && !force) throw imageErrors.IN_USE({ digest, tag });
    if (tag !== undefined) await endSubscriptions(within, subscribed, now);
    await within.update('image').set({ status: 'deleting', last_updated: now }).where('digest', '=', digest).execute();
    return true;
  });
}

async function isDeleting(scope: Scope, digest: string): Promise<boolean> {
  const row = await scope.select('image').where('digest', '=', digest).select('digest').executeTakeFirst();
  return row !== undefined;
}

/** Tags that name the image now and have active subscriptions. */
async function subscribedTags(scope: Scope, digest: string): Promise<readonly string[]> {
  const current = (await tagsOf(scope, digest)).filter((tag) => tag.current).map(({ full_tag }) => full_tag);
  if (current.length === 0) return [];
  const rows = await scope
    .select('subscription')
    .where('key', 'in', current)
    .where('active', '=', true)
    .distinct()
    .select('key')
    .orderBy('key')
    .execute();
  return rows.map(({ key }) => key);
}

async function endSubscriptions(scope: Scope, keys: readonly string[], now: Date): Promise<void> {
  await scope
    .update('subscription')
    .set({ active: false, last_updated: now })
    .where('key', 'in', keys)
    .where('active', '=', true)
    .execute();
}

/** Removes one marked image with all that hangs on it. Nothing happens when it was added again meanwhile. */
export async function removeMarked(db: Db, account: string, digest: string): Promise<void> {
  await scoped(db, account).delete('image').where('digest', '=', digest).where('status', '=', 'deleting').execute();
}

/** Marked images of all accounts, for a sweep after a crash. */
export function markedImages(db: Db): Promise<readonly { readonly account: string; readonly digest: string }[]> {
  return db.selectFrom('image').where('status', '=', 'deleting').select(['account', 'digest']).limit(1_000).execute();
}

/** The reply for a digest, in a list of many. */
export function removalReply(digest: string, found: boolean): DeleteImageResponse {
  return found
    ? { image_digest: digest, status: 'deleting' }
    : { image_digest: digest, status: 'not_found', detail: 'the account has no image of this digest' };
}

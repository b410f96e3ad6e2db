import type { CodedError } from '@gantry/core';
import type { Scope } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';

/** Tells that an image is analyzed, and has its watched tags evaluated. In the transaction of the result: a crash takes both or none. */
export async function announceFinished(platform: Platform, scope: Scope, digest: string): Promise<void> {
  const tags = await tagsOf(scope, digest);
  const event = {
    account: scope.account,
    type: 'user.image.analysis.completed',
    level: 'INFO',
    message: 'Image analysis completed',
    details: { image_digest: digest, full_tags: tags },
    resource: { type: 'image_digest', id: digest },
  } as const;
  await platform.events.emit(event, scope.db);
  for (const tag of await watchedTags(scope, tags)) {
    const data = { account: scope.account, digest, tag };
    const singleton = Object.values(data).join('/');
    await platform.queue.send('evaluate', data, { singleton, priority: 'background', within: scope.db });
  }
}

/** Tells that an image could not be analyzed, and why. In the transaction of the result. */
export async function announceFailed(
  platform: Platform,
  scope: Scope,
  { digest, error }: { readonly digest: string; readonly error: CodedError },
): Promise<void> {
  const { code, message, advice } = error;
  const event = {
    account: scope.account,
    type: 'user.image.analysis.failed',
    level: 'ERROR',
    message: 'Image analysis failed',
    details: { image_digest: digest, full_tags: await tagsOf(scope, digest), code, because: message, advice },
    resource: { type: 'image_digest', id: digest },
  } as const;
  await platform.events.emit(event, scope.db);
}

async function tagsOf(scope: Scope, digest: string): Promise<readonly string[]> {
  const rows = await scope
    .select('image_tag')
    .where('digest', '=', digest)
    .select('full_tag')
    .orderBy('full_tag')
    .execute();
  return rows.map(({ full_tag }) => full_tag);
}

async function watchedTags(scope: Scope, tags: readonly string[]): Promise<readonly string[]> {
  if (tags.length === 0) return [];
  const rows = await scope
    .select('subscription')
    .where('type', '=', 'policy_eval')
    .where('active', '=', true)
    .where('key', 'in', tags)
    .select('key')
    .execute();
  return rows.map(({ key }) => key);
}

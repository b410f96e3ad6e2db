import type { Scope } from '../../kernel/db/index.ts';
import type { TagName } from './names.ts';

/** A tag that names an image. */
export interface TagSighting {
  readonly digest: string;
  readonly tag: TagName;
  readonly now: Date;
  /** When it came to name it, by the caller's word; default: now, unless it does so already. */
  readonly detectedAt?: Date;
}

/** Notes that a tag names an image. A tag that named another one moves: the old row stays as its history. Runs in a transaction of the caller. */
export async function putTag(scope: Scope, { digest, tag, now, detectedAt }: TagSighting): Promise<void> {
  const current = await currentTag(scope, tag.fullTag);
  const unmoved = current?.digest === digest && detectedAt === undefined;
  const since = unmoved ? current.detected_at : (detectedAt ?? later(now, current?.detected_at));
  await scope
    .insert('image_tag', {
      digest,
      registry: tag.registry,
      repo: tag.repo,
      tag: tag.tag,
      full_tag: tag.fullTag,
      detected_at: since,
      last_updated: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['account', 'full_tag', 'digest']).doUpdateSet({ detected_at: since, last_updated: now }),
    )
    .execute();
}

async function currentTag(scope: Scope, fullTag: string) {
  return scope
    .select('image_tag')
    .where('full_tag', '=', fullTag)
    .orderBy('detected_at', 'desc')
    .orderBy('last_updated', 'desc')
    .select(['digest', 'detected_at'])
    .executeTakeFirst();
}

/** Two moves within one tick of the clock still have an order. */
function later(now: Date, before: Date | undefined): Date {
  return before === undefined || now > before ? now : new Date(before.getTime() + 1);
}

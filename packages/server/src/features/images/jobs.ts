import type { Scope } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import type { JobKind, Schedule } from '../../kernel/queue/index.ts';
import type { Analyses } from '../analyses/ports.ts';
import { markDeleting, markedImages, removeMarked } from './removal.ts';

const name = 'remove-images';

/** Marks an image, stops its analysis and sends for its removal; false when there is none. IMAGE_IN_USE. */
export async function removeImage(
  { platform, analyses }: { readonly platform: Platform; readonly analyses: Analyses },
  scope: Scope,
  { digest, force }: { readonly digest: string; readonly force: boolean },
): Promise<boolean> {
  const found = await markDeleting(scope, digest, { force, now: platform.clock.now() });
  if (!found) return false;
  await platform.events.emit({
    account: scope.account,
    type: 'user.image.deleted',
    level: 'INFO',
    message: 'An image was deleted',
    details: { image_digest: digest },
    resource: { type: 'image_digest', id: digest },
  });
  await analyses.cancel(scope, digest);
  await platform.queue.send(name, { account: scope.account, digest }, { singleton: `${scope.account}/${digest}` });
  return true;
}

/** Removes one marked image, or, on schedule, all that a crash left behind. */
export function removalJob(platform: Platform): JobKind {
  return {
    name,
    attempts: 3,
    deadline: 600,
    concurrency: 1,
    async run({ data, signal }) {
      const { account, digest } = data;
      const one = typeof account === 'string' && typeof digest === 'string' ? [{ account, digest }] : null;
      for (const marked of one ?? (await markedImages(platform.db))) {
        signal.throwIfAborted();
        await removeMarked(platform.db, marked.account, marked.digest);
      }
    },
  };
}

/** The look for marked images without a job. */
export const removalSweep: Schedule = { job: name, every: 600 };

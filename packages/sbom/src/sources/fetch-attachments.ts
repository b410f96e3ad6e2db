import type { Attachments } from '@gantry/core';
import type { Opened, SourceOptions } from './_shared/source.ts';
import { openTarget } from './open-target.ts';

/**
 * Fetches the signatures and attestations that lie beside an image, from where the image itself comes and nowhere else. What cannot be had
 * becomes a line of `unread`. Null for targets that have no place for them: folders, documents, archives of `docker save`, the Docker daemon.
 * A target that is named by its text is opened and closed again, and fails as `openTarget` does.
 */
export async function fetchAttachments(
  target: Opened | string,
  options: SourceOptions = {},
): Promise<Attachments | null> {
  if (typeof target !== 'string')
    return target.kind === 'image' ? ((await target.attachments?.(options.signal)) ?? null) : null;
  const opened = await openTarget(target, options);
  try {
    return await fetchAttachments(opened, options);
  } finally {
    await opened.close();
  }
}

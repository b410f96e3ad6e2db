import { createHash } from 'node:crypto';

/** `sha256:hex` of a text in UTF-8, by the platform's own code: for documents of many megabytes. */
export function sha256Digest(text: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

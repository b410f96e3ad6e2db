import { createHash } from 'node:crypto';
import type { RandomAccess } from './random-access.ts';

const blockBytes = 4 * 1024 * 1024;

/** Hex digest of all bytes of the content, read in blocks of 4 MiB. */
export function hashBytes(algorithm: 'sha1' | 'sha256' | 'md5', content: RandomAccess): string {
  const hash = createHash(algorithm);
  for (let offset = 0; offset < content.size; offset += blockBytes) hash.update(content.read(offset, blockBytes));
  return hash.digest('hex');
}

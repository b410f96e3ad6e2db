import { memoryAccess } from '@gantry/io/files';
import type { ScannedFile } from '../cataloging/define-cataloger.ts';

/** A file under a reader's eyes, from text (UTF-8) or bytes. */
export function scannedFile(path: string, content: string | Uint8Array): ScannedFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { path, size: bytes.length, mode: 0o644, content: memoryAccess(bytes) };
}

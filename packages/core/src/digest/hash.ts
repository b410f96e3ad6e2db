import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Digest } from './digest.ts';

/** `sha256:hex` of a text in UTF-8. For small inputs: `io` hashes streams with the platform's own code. */
export function sha256OfText(text: string): Digest {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;
}

/** Hex MD5 of a text in UTF-8. Only where a wire format asks for it (trigger ids); never for integrity. */
export function md5OfText(text: string): string {
  return bytesToHex(md5(utf8ToBytes(text)));
}

/** JSON with keys in code-unit order and no white space, so that equal values have equal digests. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : item,
  );
}

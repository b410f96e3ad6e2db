import { inflateRawSync, inflateSync } from 'node:zlib';
import { ioErrors } from '../errors/index.ts';

/** Deflate packs at most 1032 bytes into one, so a larger claim is a lie that needs no memory to find out. */
const bestRatio = 1032;

/**
 * Inflates a raw deflate stream (RFC 1951) of exactly `size` bytes. One buffer of that size is made, after the size was
 * held against what the packed bytes can give. IO_ZIP_ENTRY_BROKEN when it is not deflate or has another size.
 */
export function inflateExactly(packed: Uint8Array, size: number): Uint8Array {
  if (size > packed.length * bestRatio + 64)
    throw ioErrors.ZIP_ENTRY_BROKEN({ because: 'it claims more bytes than deflate can hold' });
  const bytes = guarded(() =>
    inflateRawSync(packed, { chunkSize: Math.max(64, size + 1), maxOutputLength: Math.max(64, size + 1) }),
  );
  if (bytes.length !== size)
    throw ioErrors.ZIP_ENTRY_BROKEN({ because: `it has ${bytes.length} bytes and claims ${size}` });
  return bytes;
}

/** Inflates a zlib stream (RFC 1950) of at most `limit` bytes; IO_ZIP_ENTRY_BROKEN when it is larger or not zlib. */
export function inflateZlib(packed: Uint8Array, limit: number): Uint8Array {
  return guarded(() => inflateSync(packed, { maxOutputLength: limit }));
}

function guarded(inflate: () => Uint8Array): Uint8Array {
  try {
    return inflate();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw ioErrors.ZIP_ENTRY_BROKEN({ because: `it does not inflate (${code})` }, { cause });
  }
}

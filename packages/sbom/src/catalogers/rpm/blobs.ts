/** What a database container gives: header blobs one after another. */
export type Blobs = Generator<Uint8Array, void, void>;

/** A container is damaged in a way that ends its reading; what came before stays. */
export class BrokenContainer extends Error {
  override readonly name = 'BrokenContainer';
}

/** No package has a larger header: those of tens of thousands of files stay below 8 MiB. Bytes. */
export const maxBlob = 32 * 1024 * 1024;

/** Joins the parts of a blob; `length` is what the container promised. */
export function joinParts(parts: readonly Uint8Array[], length: number): Uint8Array {
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part.subarray(0, length - at), at);
    at += Math.min(part.length, length - at);
  }
  if (at < length) throw new BrokenContainer('a record is shorter than it says');
  return joined;
}

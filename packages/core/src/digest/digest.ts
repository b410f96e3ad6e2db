/** A content digest as the OCI image specification writes it: `algorithm:hex`. */
export type Digest = string;

const lengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** True for `sha256:`, `sha384:` or `sha512:` with lower-case hex of the right length; nothing else is ever a path. */
export function isDigest(text: unknown): text is Digest {
  if (typeof text !== 'string') return false;
  const colon = text.indexOf(':');
  const length = lengths[text.slice(0, colon)];
  const hex = text.slice(colon + 1);
  return length !== undefined && hex.length === length && /^[0-9a-f]+$/.test(hex);
}

/** The algorithm name of a digest that `isDigest` accepted. */
export function digestAlgorithm(digest: Digest): string {
  return digest.slice(0, digest.indexOf(':'));
}

/** The hex part of a digest that `isDigest` accepted. */
export function digestHex(digest: Digest): string {
  return digest.slice(digest.indexOf(':') + 1);
}

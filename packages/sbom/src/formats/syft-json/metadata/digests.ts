import { asObject, asText, type Json } from '../../_shared/json.ts';

/** `md5:hex` as the two members of a syft-JSON digest. */
export function encodeDigest(digest: string): Json {
  const colon = digest.indexOf(':');
  return { algorithm: digest.slice(0, Math.max(0, colon)), value: digest.slice(colon + 1) };
}

/** The two members of a digest as one text, or nothing. */
export function decodeDigest(value: unknown): string | undefined {
  const { algorithm, value: hex } = asObject(value);
  const name = asText(algorithm);
  const text = asText(hex);
  return name && text ? `${name}:${text}` : undefined;
}

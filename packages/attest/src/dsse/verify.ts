import { createHash } from 'node:crypto';
import { type PublicKey, verifySignature } from '../keys/index.ts';
import { type Envelope, preAuthEncoding } from './envelope.ts';

/** The keys, of those given, whose owners signed the envelope; each once. Key ids of the envelope are hints and not looked at. */
export function signersOf(envelope: Envelope, keys: readonly PublicKey[]): readonly PublicKey[] {
  const data = preAuthEncoding(envelope);
  return keys.filter((key) => envelope.signatures.some(({ signature }) => verifySignature(key, data, signature)));
}

/**
 * What names an envelope in revocation lists: `sha256:` of what was signed. It stays the same however the JSON around it is written and
 * whoever signs it again.
 */
export function envelopeDigest(envelope: Pick<Envelope, 'payloadType' | 'payload'>): string {
  return `sha256:${createHash('sha256').update(preAuthEncoding(envelope)).digest('hex')}`;
}

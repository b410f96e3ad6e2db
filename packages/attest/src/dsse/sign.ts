import { type SigningKey, signBytes } from '../keys/index.ts';
import { type Envelope, preAuthEncoding } from './envelope.ts';

/** Signs a payload with one or more keys. */
export function signEnvelope(
  content: Pick<Envelope, 'payloadType' | 'payload'>,
  keys: readonly [SigningKey, ...SigningKey[]],
): Envelope {
  const data = preAuthEncoding(content);
  const signatures = keys.map((key) => ({ keyId: key.public.id, signature: signBytes(key, data) }));
  return { payloadType: content.payloadType, payload: content.payload, signatures };
}

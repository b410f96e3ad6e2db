import { constants, type KeyObject, sign, verify } from 'node:crypto';
import type { KeyAlgorithm, PublicKey } from './key.ts';
import type { SigningKey } from './private-key.ts';

/** One way in which a key of some kind signs. */
interface Scheme {
  readonly hash: 'sha256' | 'sha384' | null;
  readonly padding?: number;
}

/**
 * The ways of each kind of key, ours first. Tools disagree on the hash of P-384 (cosign once took SHA-256 for every curve) and on the
 * padding of RSA; all of these are sound, and the key decides which are tried, never the document.
 */
const schemes: Readonly<Record<KeyAlgorithm, readonly [Scheme, ...Scheme[]]>> = {
  'ecdsa-p256': [{ hash: 'sha256' }],
  'ecdsa-p384': [{ hash: 'sha384' }, { hash: 'sha256' }],
  ed25519: [{ hash: null }],
  rsa: [
    { hash: 'sha256', padding: constants.RSA_PKCS1_PADDING },
    { hash: 'sha256', padding: constants.RSA_PKCS1_PSS_PADDING },
  ],
};

/** Did the owner of the key sign these bytes? ECDSA signatures are in DER form. Never throws. */
export function verifySignature({ key, algorithm }: PublicKey, data: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length === 0 || signature.length > 1024) return false;
  return schemes[algorithm].some((scheme) => holds(scheme, key, { data, signature }));
}

/** Signs bytes with the first way of the key's kind. */
export function signBytes({ key, public: { algorithm } }: SigningKey, data: Uint8Array): Uint8Array {
  const [scheme] = schemes[algorithm];
  return sign(scheme.hash, data, padded(scheme, key));
}

function holds(scheme: Scheme, key: KeyObject, { data, signature }: { data: Uint8Array; signature: Uint8Array }) {
  try {
    return verify(scheme.hash, data, padded(scheme, key), signature);
  } catch {
    // OpenSSL throws at some damaged signatures and says false of others.
    return false;
  }
}

function padded({ padding }: Scheme, key: KeyObject) {
  return padding === undefined ? { key } : { key, padding };
}

import { createHash, type KeyObject } from 'node:crypto';
import { attestErrors } from '../errors.ts';

/** The kinds of keys that are used; each fixes how it signs, so that no document can choose. */
export type KeyAlgorithm = 'ecdsa-p256' | 'ecdsa-p384' | 'ed25519' | 'rsa';

/** A public key that somebody trusts. */
export interface PublicKey {
  /** Hex SHA-256 of its DER form (SubjectPublicKeyInfo): the hint in envelopes and the name in revocation lists. */
  readonly id: string;
  readonly algorithm: KeyAlgorithm;
  readonly key: KeyObject;
}

const curves: Readonly<Record<string, KeyAlgorithm>> = { prime256v1: 'ecdsa-p256', secp384r1: 'ecdsa-p384' };

/** What kind of key it is. Fails with `ATTEST_BAD_KEY` for kinds and sizes that are not used. */
export function algorithmOf(key: KeyObject, name: string): KeyAlgorithm {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'ed25519') return 'ed25519';
  if (type === 'rsa') return rsa(details?.modulusLength ?? 0, name);
  const curve = type === 'ec' ? curves[details?.namedCurve ?? ''] : undefined;
  if (curve !== undefined) return curve;
  const kind = type === 'ec' ? `an EC key on ${details?.namedCurve ?? 'an unnamed curve'}` : `a key of type ${type}`;
  throw attestErrors.BAD_KEY({ name, because: `${kind} is not supported` });
}

function rsa(bits: number, name: string): KeyAlgorithm {
  if (bits >= 2048 && bits <= 8192) return 'rsa';
  throw attestErrors.BAD_KEY({ name, because: `an RSA key of ${bits} bits is not between 2048 and 8192` });
}

/** Hex SHA-256 of the DER form of a public key. */
export function keyId(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

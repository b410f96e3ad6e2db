import { generateKeyPairSync } from 'node:crypto';

/** A fresh pair of keys in PEM form. */
export interface KeyPair {
  /** PKCS#8; encrypted (AES-256, PBKDF2) when there is a password. */
  readonly privateKey: string;
  /** SubjectPublicKeyInfo. */
  readonly publicKey: string;
}

/** The kinds of keys that are made. */
export const keyKinds = ['ecdsa-p256', 'ecdsa-p384', 'ed25519'] as const;

/** Makes a pair of keys of a kind. */
export function generateKeys(kind: (typeof keyKinds)[number], password?: string): KeyPair {
  const publicKeyEncoding = { type: 'spki', format: 'pem' } as const;
  const sealed = password === undefined ? {} : { cipher: 'aes-256-cbc', passphrase: password };
  const privateKeyEncoding = { type: 'pkcs8', format: 'pem', ...sealed } as const;
  if (kind === 'ed25519') return generateKeyPairSync('ed25519', { publicKeyEncoding, privateKeyEncoding });
  const namedCurve = kind === 'ecdsa-p384' ? 'P-384' : 'P-256';
  return generateKeyPairSync('ec', { namedCurve, publicKeyEncoding, privateKeyEncoding });
}

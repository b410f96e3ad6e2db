import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { attestErrors } from '../errors.ts';
import type { PublicKey } from './key.ts';
import { publicKeyOf } from './public-key.ts';
import { isSealedKey, openSealedKey } from './sealed-key.ts';

/** A private key that can sign. */
export interface SigningKey {
  readonly public: PublicKey;
  readonly key: KeyObject;
}

const maxLength = 64 * 1024;

/**
 * Reads a private key in PEM form: PKCS#8 (plain or encrypted), SEC 1, PKCS#1, or as cosign encrypts it. Fails with `ATTEST_BAD_KEY`
 * and, when the password is missing or wrong, `ATTEST_BAD_PASSWORD`.
 */
export function readPrivateKey(text: string, about: { readonly name: string; readonly password?: string }): SigningKey {
  const { name } = about;
  if (text.length > maxLength) throw attestErrors.BAD_KEY({ name, because: 'it is too long' });
  if (!text.includes('PRIVATE KEY-----'))
    throw attestErrors.BAD_KEY({ name, because: 'it holds no private key in PEM form' });
  const key = isSealedKey(text) ? parseDer(openSealedKey(text, about), name) : parsePem(text, about);
  return { key, public: publicKeyOf(createPublicKey(key), name) };
}

function parsePem(text: string, { name, password }: { readonly name: string; readonly password?: string }): KeyObject {
  const encrypted = text.includes('ENCRYPTED');
  if (encrypted && password === undefined) throw attestErrors.BAD_PASSWORD({ name, because: 'no password was given' });
  try {
    return createPrivateKey({ key: text, format: 'pem', ...(encrypted ? { passphrase: password ?? '' } : {}) });
  } catch (cause) {
    if (encrypted) throw attestErrors.BAD_PASSWORD({ name, because: 'the password does not fit' }, { cause });
    throw attestErrors.BAD_KEY({ name, because: 'its PEM block holds no private key' }, { cause });
  }
}

function parseDer(der: Uint8Array, name: string): KeyObject {
  try {
    return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
  } catch (cause) {
    throw attestErrors.BAD_KEY({ name, because: 'what was encrypted is no private key' }, { cause });
  }
}

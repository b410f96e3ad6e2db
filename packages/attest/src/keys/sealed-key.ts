import { scryptSync } from 'node:crypto';
import { isRecord } from '@gantry/core';
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import { attestErrors } from '../errors.ts';
import { fromBase64, readJsonBytes } from '../json/index.ts';

// Keys as `cosign generate-key-pair` writes them: https://github.com/theupdateframework/go-tuf/tree/v0.7.0/encrypted (scrypt, NaCl secretbox).

const form = /-----BEGIN ENCRYPTED (?:SIGSTORE|COSIGN) PRIVATE KEY-----([A-Za-z0-9+/=\s]{1,20000})-----END ENCRYPTED /;

/** The cost that cosign uses is 65536; twice that still takes less than a second and 256 MiB. */
const most = { N: 131_072, r: 8, p: 1 };

/** Is it a private key that cosign encrypted? */
export function isSealedKey(text: string): boolean {
  return form.test(text);
}

/** The private key (PKCS#8, DER) in it. Fails with `ATTEST_BAD_PASSWORD` and `ATTEST_BAD_KEY`. */
export function openSealedKey(
  text: string,
  { name, password }: { readonly name: string; readonly password?: string },
): Uint8Array {
  if (password === undefined) throw attestErrors.BAD_PASSWORD({ name, because: 'no password was given' });
  const { salt, nonce, sealed, cost } = readParts(text, name);
  const key = scryptSync(password, salt, 32, { ...cost, maxmem: 512 * 1024 * 1024 });
  try {
    return xsalsa20poly1305(key, nonce).decrypt(sealed);
  } catch (cause) {
    throw attestErrors.BAD_PASSWORD({ name, because: 'the password does not fit' }, { cause });
  }
}

interface SealedParts {
  readonly salt: Uint8Array;
  readonly nonce: Uint8Array;
  readonly sealed: Uint8Array;
  readonly cost: typeof most;
}

function readParts(text: string, name: string): SealedParts {
  const json = fromBase64(form.exec(text)?.[1]?.replace(/\s+/g, ''));
  const record = readJsonBytes(json ?? new Uint8Array(), name);
  const kdf = isRecord(record) && isRecord(record['kdf']) ? record['kdf'] : {};
  const cipher = isRecord(record) && isRecord(record['cipher']) ? record['cipher'] : {};
  const salt = fromBase64(kdf['salt']);
  const nonce = fromBase64(cipher['nonce']);
  const sealed = isRecord(record) ? fromBase64(record['ciphertext']) : null;
  const cost = isRecord(kdf['params']) ? costOf(kdf['params']) : null;
  const known = kdf['name'] === 'scrypt' && cipher['name'] === 'nacl/secretbox';
  if (!known || salt === null || nonce?.length !== 24 || sealed === null || sealed.length < 16 || cost === null)
    throw attestErrors.BAD_KEY({ name, because: 'it is encrypted in a way that is not supported' });
  return { salt, nonce, sealed, cost };
}

function costOf({ N, r, p }: Readonly<Record<string, unknown>>): typeof most | null {
  if (typeof N !== 'number' || typeof r !== 'number' || typeof p !== 'number') return null;
  const fits = N >= 2 && N <= most.N && Number.isInteger(Math.log2(N)) && r === most.r && p === most.p;
  return fits ? { N, r, p } : null;
}

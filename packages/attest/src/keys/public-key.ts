import { createPublicKey, type KeyObject } from 'node:crypto';
import { attestErrors } from '../errors.ts';
import { algorithmOf, keyId, type PublicKey } from './key.ts';

/** More keys than anybody trusts for one rule. */
const maxKeys = 64;

const maxLength = 256 * 1024;

const block = /-----BEGIN ([A-Z ]{1,40})-----[A-Za-z0-9+/=\s]{1,20000}-----END \1-----/g;

/**
 * Reads one or more public keys in PEM form; a key that is there twice counts once. Fails with `ATTEST_BAD_KEY`, also for private keys:
 * they have no business where public ones are meant.
 */
export function readPublicKeys(text: string, name: string): readonly PublicKey[] {
  if (text.length > maxLength) throw attestErrors.BAD_KEY({ name, because: 'it is too long' });
  const blocks = [...text.matchAll(block)];
  const stated = text.split('-----BEGIN ').length - 1;
  if (stated === 0) throw attestErrors.BAD_KEY({ name, because: 'it holds no PEM block' });
  if (blocks.length !== stated) throw attestErrors.BAD_KEY({ name, because: 'one of its PEM blocks is damaged' });
  if (blocks.length > maxKeys) throw attestErrors.BAD_KEY({ name, because: `it holds more than ${maxKeys} keys` });
  const keys = blocks.map(([pem, label = '']) => readBlock(pem, { label, name }));
  return [...new Map(keys.map((key) => [key.id, key])).values()];
}

/** The public key of a key object. Fails with `ATTEST_BAD_KEY`. */
export function publicKeyOf(key: KeyObject, name: string): PublicKey {
  return { id: keyId(key), algorithm: algorithmOf(key, name), key };
}

function readBlock(pem: string, { label, name }: { label: string; name: string }): PublicKey {
  if (label.includes('PRIVATE')) throw attestErrors.BAD_KEY({ name, because: 'it is a private key' });
  if (label !== 'PUBLIC KEY' && label !== 'RSA PUBLIC KEY')
    throw attestErrors.BAD_KEY({ name, because: `it is a ${label} and no public key` });
  return publicKeyOf(parse(pem, name), name);
}

function parse(pem: string, name: string): KeyObject {
  try {
    return createPublicKey({ key: pem, format: 'pem' });
  } catch (cause) {
    throw attestErrors.BAD_KEY({ name, because: 'its PEM block holds no public key' }, { cause });
  }
}

import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { vaultErrors } from './errors.ts';
import type { Vault } from './types.ts';

const version = 'v1';
const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

interface Key {
  /** Tells which key sealed a text; says nothing about the key itself. */
  readonly id: string;
  readonly secret: Buffer;
}

/**
 * A vault of keys of 32 bytes: the first seals, all open, so that keys can be replaced. AES-256-GCM with a key derived for each purpose (HKDF with SHA-256)
 * and the purpose as associated data; sealed text is `v1.KEY.BASE64URL(nonce, cipher, tag)`.
 */
export function createVault(keys: readonly [Uint8Array, ...Uint8Array[]]): Vault {
  const known = keys.map(toKey);
  const first = known[0] as Key;
  return {
    seal: (plain, purpose) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', derive(first, purpose), nonce);
      cipher.setAAD(Buffer.from(`${version} ${purpose}`));
      const body = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [version, first.id, body.toString('base64url')].join('.');
    },
    open: (sealed, purpose) => {
      try {
        return openWith(known, sealed, purpose);
      } catch (cause) {
        throw vaultErrors.CLOSED({ purpose }, { cause });
      }
    },
  };
}

function toKey(secret: Uint8Array): Key {
  if (secret.length !== keyBytes)
    throw vaultErrors.KEY_INVALID({ place: 'the configuration', because: `it has ${secret.length} bytes` });
  const id = createHash('sha256').update('gantry key id').update(secret).digest('hex').slice(0, 8);
  return { id, secret: Buffer.from(secret) };
}

function derive({ secret }: Key, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), `gantry vault ${version} ${purpose}`, keyBytes));
}

function openWith(keys: readonly Key[], sealed: string, purpose: string): string {
  const [format, id, text, ...rest] = sealed.split('.');
  const key = keys.find((one) => one.id === id);
  if (format !== version || key === undefined || text === undefined || rest.length > 0)
    throw new Error('another format or key');
  const body = Buffer.from(text, 'base64url');
  // Node's decoder skips what is no base64; a changed text must not open.
  if (body.toString('base64url') !== text || body.length < nonceBytes + tagBytes)
    throw new Error('not as it was sealed');
  const end = body.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', derive(key, purpose), body.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(`${version} ${purpose}`));
  decipher.setAuthTag(body.subarray(end));
  return Buffer.concat([decipher.update(body.subarray(nonceBytes, end)), decipher.final()]).toString('utf8');
}

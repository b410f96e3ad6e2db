import { createHash, randomBytes } from 'node:crypto';

/** The user name that says: the password is an API key. */
export const apiKeyUser = '_api_key';

/** A new key: 256 random bits behind a prefix that scanners for leaked secrets can look for. */
export function newApiKey(): string {
  return `gantry_${randomBytes(32).toString('base64url')}`;
}

/** What is stored of a key. Keys are random, so a fast hash is enough. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

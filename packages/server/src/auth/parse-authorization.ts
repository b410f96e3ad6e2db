import { authErrors } from './errors.ts';

/** What an `authorization` header holds. */
export type Authorization =
  | { readonly scheme: 'basic'; readonly username: string; readonly password: string }
  | { readonly scheme: 'bearer'; readonly token: string };

const longest = 8_192;

/** Reads the header. AUTH_REQUIRED when there is none, AUTH_REFUSED when it is malformed or of another scheme. RFC 7617, RFC 6750. */
export function parseAuthorization(header: string | undefined): Authorization {
  if (header === undefined || header.trim() === '') throw authErrors.REQUIRED();
  const [, scheme = '', value = ''] = /^([A-Za-z]+) +([\w.~+/=-]+) *$/.exec(header.slice(0, longest)) ?? [];
  if (scheme.toLowerCase() === 'bearer') return { scheme: 'bearer', token: value };
  if (scheme.toLowerCase() !== 'basic') throw authErrors.REFUSED();
  const text = Buffer.from(value, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1 || text.includes('\0')) throw authErrors.REFUSED();
  return { scheme: 'basic', username: text.slice(0, colon), password: text.slice(colon + 1) };
}

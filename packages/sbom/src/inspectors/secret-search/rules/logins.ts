import type { Candidate, SearchRule } from '../../_shared/search/rule.ts';
import { isDockerAuth } from '../checks/docker-auth.ts';
import { isPlaceholder } from '../checks/placeholder.ts';
import { followedBy, wordCharacters } from './near.ts';

const poorPasswords =
  /^(?:pass(?:word|wd)?\d?|pwd?|secret|bar|baz|test(?:ing)?|user(?:name)?|login|admin|root|guest|token|key|auth|credentials?|anonymous|hunter2|asdf|foo|abc|123|1234|p|x+)$/i;
const testHosts =
  /^(?:\[|localhost|127\.|0\.0\.0\.0|host|hostname|server|domain|proxy|foo|bar|site|somewhere|(?:.*\.)?(?:example|test|invalid|local|localhost)\b|(?:.*\.)?(?:example|foo|host|domain|server|site|test|my\w*|your\w*)\.)/i;

/** Logins as programs store them. */
export const loginRules: readonly SearchRule[] = [
  {
    name: 'DOCKER_AUTH',
    regex: '"auth"\\s{0,4}:\\s{0,4}"([A-Za-z0-9+/_-]{8,600}={0,2})"',
    near: { keywords: ['"auth"'], before: 0, after: 640 },
    accepts: ({ value }) => isDockerAuth(value),
  },
  {
    name: 'NPM_AUTH',
    regex: '//[^\\s"\']{3,200}:_(?:authToken|auth|password)[ \\t]{0,3}=[ \\t]{0,3}"?([A-Za-z0-9+/=_-]{8,400})',
    near: { keywords: [':_auth', ':_password'], before: 208, after: 420 },
    accepts: ({ value }) => !isPlaceholder(value),
  },
  {
    name: 'NETRC',
    regex:
      '(?:machine[ \\t]+[A-Za-z0-9.-]+|default)[ \\t\\n]+login[ \\t]+[^\\s]+[ \\t\\n]+password[ \\t]+([^\\s]{3,200})',
    near: { keywords: ['machine ', 'default login'], before: 0, after: 600 },
    accepts: ({ value, path }) => /netrc|auth\.conf/.test(path) && !isPlaceholder(value) && !poorPasswords.test(value),
  },
  {
    name: 'URL_PASSWORD',
    regex:
      '\\b[a-z][a-z0-9+.-]{1,20}://[^\\s:/@"\'<>`|,;(){}\\[\\]$%*\\\\]{1,64}:([^\\s:/@"\'<>`|,;(){}\\[\\]\\\\]{3,128})@[A-Za-z0-9\\[][A-Za-z0-9.:_-]{2,}',
    near: { keywords: followedBy('://', wordCharacters), before: 24, after: 280, mayMatch: hasUserAndPassword },
    accepts: isUrlPassword,
    weak: true,
  },
];

function isUrlPassword({ value, match }: Candidate): boolean {
  const host = match.slice(match.lastIndexOf('@') + 1);
  const user = match.slice(match.indexOf('://') + 3).split(':')[0] ?? '';
  return (
    !poorPasswords.test(value) &&
    value !== user &&
    !isPlaceholder(value) &&
    !/[$%*]/.test(value[0] ?? '') &&
    !testHosts.test(host) &&
    host.includes('.')
  );
}

/** `user:password@` after the slashes? */
function hasUserAndPassword(bytes: Uint8Array, keyword: number): boolean {
  let colon = false;
  const end = Math.min(bytes.length, keyword + 200);
  for (let at = keyword + 3; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === 0x40) return colon;
    if (byte === 0x3a) {
      if (colon) return false;
      colon = true;
    } else if (byte <= 0x20 || byte === 0x2f || byte === 0x22 || byte === 0x27 || byte >= 0x7f) return false;
  }
  return false;
}

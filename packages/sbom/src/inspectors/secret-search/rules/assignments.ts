import type { Candidate, SearchRule } from '../../_shared/search/rule.ts';
import { entropy } from '../checks/entropy.ts';
import { isPlaceholder } from '../checks/placeholder.ts';
import { isSettingsFile } from '../checks/settings-file.ts';
import { startsValue } from './starts-value.ts';

const sign = '["\'\\]]{0,3}[ \\t]{0,8}(?:=>|:=|=|:)[ \\t]{0,8}';
const value = '["\'`]?([A-Za-z0-9+/=_.~!@#^&*?-]{8,200})';

/** Values beside a name that says "secret", of services whose tokens have no form of their own. They give way to every other rule. */
export const assignmentRules: readonly SearchRule[] = [
  {
    name: 'API_KEY',
    regex: `(?i)api[_-]?key[a-z0-9_-]{0,20}${sign}${value}`,
    near: {
      keywords: ['apikey', 'api_key', 'api-key'],
      ignoreCase: true,
      before: 2,
      after: 260,
      mayMatch: startsValue,
    },
    accepts: isToken,
    weak: true,
  },
  {
    name: 'SECRET_ASSIGNMENT',
    regex: `(?i)(?:secret|token|access[_-]?key|auth[_-]?key|credential)[a-z0-9_-]{0,20}${sign}${value}`,
    near: {
      keywords: ['secret', 'token', 'accesskey', 'access_key', 'access-key', 'authkey', 'auth_key', 'credential'],
      ignoreCase: true,
      before: 2,
      after: 260,
      mayMatch: startsValue,
    },
    accepts: isToken,
    weak: true,
  },
  {
    name: 'PASSWORD',
    regex: `(?i)(?:passw(?:or)?d|passphrase)[a-z0-9_-]{0,20}${sign}${value.replace('`', '')}`,
    near: { keywords: ['passw', 'passphrase'], ignoreCase: true, before: 2, after: 260, mayMatch: startsValue },
    accepts: isPassword,
    weak: true,
  },
];

/** Random enough for a machine's secret, and written where settings are written, or in quotes. */
function isToken(candidate: Candidate): boolean {
  const { value } = candidate;
  return isWritten(candidate) && value.length >= 16 && mixes(value) && entropy(value) >= 3.5 && !isOrdinary(candidate);
}

/** Passwords are told from words by their mixture. In programs they are too rare to be worth what else looks like them. */
function isPassword(candidate: Candidate): boolean {
  const { value, path } = candidate;
  return (
    isSettingsFile(path) && isWritten(candidate) && mixes(value) && entropy(value) >= 2.9 && !isOrdinary(candidate)
  );
}

function isWritten({ match, value, path }: Candidate): boolean {
  return isSettingsFile(path) || /["'`]$/.test(match.slice(0, match.length - value.length));
}

function mixes(text: string): boolean {
  return /\d/.test(text) && /[A-Za-z]/.test(text);
}

/** Digests, versions, addresses, paths, names in code: what stands beside such words and is no secret. */
function isOrdinary({ value, line, column, match }: Candidate): boolean {
  const name = line.slice(0, column + match.length - value.length);
  return (
    isPlaceholder(value) ||
    isWords(value) ||
    /^[A-Za-z_$]+(?:[._-][A-Za-z_$]*\d{0,2})*$/.test(value) ||
    /^[a-z]+:\/\/|^(?:\.{0,2}\/)?[\w.@-]+\/[\w./@-]*$|\.(?:js|ts|py|json|html|css|so|go|rb|php|pem|txt|md)$/i.test(
      value,
    ) ||
    /^[a-f0-9]{8}-[a-f0-9]{4}-/i.test(value) ||
    /sha\d+-|(?:hash|digest|checksum|integrity|fingerprint|public|csrf|xsrf)[\w-]*["'\]]{0,3}\s*[=:]/i.test(name)
  );
}

/** `scram-sha-256`, `v1.2.3-beta`: small words and small numbers. */
function isWords(text: string): boolean {
  return text.split(/[-_.:/@]/).every((part) => /^(?:[a-z]{0,12}|v?\d{0,4})$/.test(part));
}

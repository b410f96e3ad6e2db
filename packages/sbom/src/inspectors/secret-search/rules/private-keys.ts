import type { SearchRule } from '../../_shared/search/rule.ts';
import { isPrivateKey } from '../checks/private-key.ts';

const begin = Buffer.from('-----BEGIN ');
/** Bytes of the largest block that is looked at: RSA keys of 32,768 bits. */
const longestBlock = 32_768;

/** Private keys: every PEM kind, OpenSSH, OpenPGP, PuTTY. */
export const privateKeyRules: readonly SearchRule[] = [
  {
    name: 'PRIV_KEY',
    regex:
      '(-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-[^-])*?-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----)',
    near: { keywords: ['PRIVATE KEY'], before: 48, after: longestBlock, mayMatch: isBegin },
    accepts: ({ value }) => isPrivateKey(value),
  },
  {
    name: 'PRIV_KEY',
    regex:
      'PuTTY-User-Key-File-[23]: [a-z0-9-]+\\r?\\n(?:[A-Za-z0-9-]+: .*\\r?\\n|[A-Za-z0-9+/=]+\\r?\\n)*?Private-Lines: [0-9]+\\r?\\n([A-Za-z0-9+/=\\r\\n]{64,1000})',
    near: { keywords: ['PuTTY-User-Key-File-'], before: 0, after: longestBlock },
  },
];

/** The marker names a key twice; only the first counts. */
function isBegin(bytes: Uint8Array, keyword: number): boolean {
  const from = Math.max(0, keyword - 48);
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, keyword - from).includes(begin);
}

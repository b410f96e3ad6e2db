import { defineErrors } from '@gantry/core';

/** Error codes of sealed secrets. */
export const vaultErrors = defineErrors('VAULT', {
  CLOSED: {
    kind: 'bug',
    says: 'a stored secret ({purpose}) cannot be opened',
    advice:
      'The operator has to give the key that it was sealed with (GANTRY_SECRET_KEY), or the secret has to be stored again.',
  },
  KEY_INVALID: {
    kind: 'usage',
    says: 'the key in {place} is not one: {because}',
    advice:
      'A key is 64 hex digits (32 bytes): `openssl rand -hex 32` makes one. Several are separated by commas: the first seals, all open.',
  },
  KEY_EXPOSED: {
    kind: 'denied',
    says: 'others may read the key file {path} (mode {mode})',
    advice: 'Run `chmod 600` on it; when others could read it, replace the key: put a new one before it, with a comma.',
  },
});

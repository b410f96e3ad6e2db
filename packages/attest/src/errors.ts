import { defineErrors } from '@gantry/core';

/** Errors of reading, verifying and making signatures and attestations. */
export const attestErrors = defineErrors('ATTEST', {
  BAD_KEY: {
    kind: 'input',
    says: 'the key {name} is not usable: {because}',
    advice: 'Give a PEM file with an ECDSA, Ed25519 or RSA (2048 bits or more) key.',
  },
});

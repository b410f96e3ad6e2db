import { defineErrors } from '@gantry/core';

/** Errors of reading, verifying and making signatures and attestations. */
export const attestErrors = defineErrors('ATTEST', {
  BAD_ENVELOPE: {
    kind: 'input',
    says: '{name} is not a DSSE envelope: {because}',
    advice: 'A DSSE envelope is JSON with payloadType, payload and signatures.',
  },
  BAD_JSON: {
    kind: 'input',
    says: '{name} is not JSON that can be trusted: {because}',
    advice: 'Fetch the document again from where it was made.',
  },
  BAD_KEY: {
    kind: 'input',
    says: 'the key {name} is not usable: {because}',
    advice: 'Give a PEM file with an ECDSA (P-256, P-384), Ed25519 or RSA (2048 bits or more) key.',
  },
  BAD_PASSWORD: {
    kind: 'denied',
    says: 'the key {name} is encrypted and cannot be opened: {because}',
    advice: 'Give the password of the key.',
  },
  BAD_REVOCATIONS: {
    kind: 'input',
    says: 'the revocation list {name} cannot be used: {because}',
    advice: 'It is JSON with gantryRevocations: 1 and the lists keys, verdicts and subjects, plain or signed.',
  },
  BAD_SIGNATURE_PAYLOAD: {
    kind: 'input',
    says: 'the signed text {name} names no image: {because}',
    advice: 'Sign the image again.',
  },
  BAD_STATEMENT: {
    kind: 'input',
    says: '{name} is not an in-toto statement: {because}',
    advice: 'Attest the image again.',
  },
  BAD_SUMMARY: {
    kind: 'input',
    says: '{name} is not a summary of a verification: {because}',
    advice: 'Make it again.',
  },
  BAD_TRUST_ROOT: {
    kind: 'input',
    says: 'the trust root {name} cannot be used: {because}',
    advice: 'Give the trusted_root.json of your Sigstore deployment.',
  },
  BAD_BUNDLE: {
    kind: 'input',
    says: '{name} is not a Sigstore bundle that can be verified: {because}',
    advice: 'Bundles of the versions 0.1 to 0.3 are read.',
  },
});

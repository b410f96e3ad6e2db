import { defineErrors } from '@gantry/core';

/** Errors of questions on verdicts. */
export const verdictErrors = defineErrors('VERDICT', {
  NONE_THEN: {
    kind: 'missing',
    says: 'no evaluation of {tag} by the policy {policy} is stored from {time} or before',
    advice: 'Ask for a later time; `GET /v2/images/DIGEST/check?history=true` lists what is stored.',
  },
  BAD_TIME: {
    kind: 'usage',
    says: '{name}: {value} is not a time as RFC 3339 writes it',
    advice: 'Write it like 2026-01-31T12:00:00Z.',
  },
  BAD_VALIDITY: {
    kind: 'usage',
    says: 'valid_for: {seconds} is not between 60 and {most} seconds',
    advice: 'Sign for as long as it takes to deploy, and sign anew after that.',
  },
  BAD_REVOCATION: {
    kind: 'usage',
    says: '{id} is not the id of a {kind}',
    advice: 'A key has 64 hex digits, a signed verdict and an image a digest such as sha256: and 64 hex digits.',
  },
});

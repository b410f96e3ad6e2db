import { defineErrors } from '@gantry/core';

/** Errors of STIG results that are stored with images. */
export const stigErrors = defineErrors('STIG', {
  NOT_FOUND: {
    kind: 'missing',
    says: 'Not Found: the image {digest} has no STIG evaluation {id}',
    advice: 'List those of the image: `GET /v2/images/DIGEST/stig`.',
  },
  FILE_MISSING: {
    kind: 'usage',
    says: 'the form has no part `file`',
    advice: 'Send the results as the part `file` of a multipart form, and optionally `stig_profile`.',
  },
  TOO_LARGE: {
    kind: 'input',
    says: 'the results are larger than {limit} bytes',
    advice: 'Send the results alone, without the sources that a scanner can add to them.',
  },
  TOO_MANY: {
    kind: 'input',
    says: 'an image has {most} STIG evaluations at most',
    advice: 'Delete old ones, or replace one with PUT.',
  },
});

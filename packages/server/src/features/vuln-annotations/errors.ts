import { defineErrors } from '@gantry/core';

/** Errors of statements on vulnerabilities. */
export const annotationErrors = defineErrors('ANNOTATION', {
  NOT_FOUND: {
    kind: 'missing',
    says: 'Not Found: the image {digest} has no annotation {id}',
    advice: 'List those of the image: `GET /v2/images/DIGEST/vuln-annotations`.',
  },
  EXISTS: {
    kind: 'conflict',
    says: 'the image has an annotation of {vulnerability} for this package already: {id}',
    advice: 'Change that one with PUT: its version goes up.',
  },
  UNJUSTIFIED: {
    kind: 'usage',
    says: 'not_affected needs a justification or an impact_statement',
    advice: 'Say why the vulnerability does not affect the image: others will rely on it.',
  },
});

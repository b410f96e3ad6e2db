import { defineErrors } from '@gantry/core';

/** Error codes of the vulnerabilities of images. */
export const vulnerabilitiesErrors = defineErrors('VULNERABILITIES', {
  TYPE_UNKNOWN: {
    kind: 'usage',
    says: 'there is no vulnerability type {type}',
    advice: 'Known: os, non-os, all.',
  },
});

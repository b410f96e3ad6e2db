import { defineErrors } from '@gantry/core';

/** Errors of compliance reports. */
export const complianceErrors = defineErrors('COMPLIANCE', {
  NO_SUCH_PACK: {
    kind: 'missing',
    says: 'no pack is named {name}',
    advice: '`GET /v2/compliance/packs` and `gantry compliance list` list them.',
  },
});

import { defineErrors } from '@gantry/core';

/** Error codes of feeds, the advisory database and matching. */
export const vulnsErrors = defineErrors('VULNS', {
  DB_MISSING: { kind: 'stale', says: 'there is no advisory database in {path}', advice: 'Run `gantry db update`, or `gantry db update --from URL|DIR` for a mirror.' },
});

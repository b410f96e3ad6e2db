import { defineErrors } from '@gantry/core';

/** Error codes of downloads. */
export const downloadsErrors = defineErrors('DOWNLOADS', {
  NOT_BUILT: {
    kind: 'missing',
    says: 'this server has no command line for {system} on {architecture}',
    advice: 'It has: {available}. The operator adds one for Linux with `npm run executable -- {architecture}`.',
  },
});

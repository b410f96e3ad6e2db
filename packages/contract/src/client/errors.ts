import { defineErrors } from '@gantry/core/errors';

/** Error codes of the client. What the server refuses has the codes of the server. */
export const clientErrors = defineErrors('CLIENT', {
  BAD_ADDRESS: {
    kind: 'usage',
    says: '"{url}" is not the address of a server',
    advice: 'Write it with its scheme: https://gantry.example.com or http://localhost:8228.',
  },
  BAD_NAME: {
    kind: 'usage',
    says: '"{value}" cannot be used as {name}',
    advice: 'Give the name or id of something that exists.',
  },
  REPLY_UNREADABLE: {
    kind: 'upstream',
    says: '{url} answered with status {status} and something that is not the JSON that the API sends',
    advice: 'Check that the address is that of the server and not of a proxy or a sign-in page before it.',
  },
});

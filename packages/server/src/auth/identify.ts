import { addressKey, type ServerParts } from '../kernel/http/index.ts';
import type { Authenticator } from './types.ts';

/** The `identify` of the HTTP server: reads what a request presents and asks the authenticator. */
export function identifyWith(authenticator: Authenticator): ServerParts['identify'] {
  return (request, pathAccount) => {
    const account = request.headers['x-anchore-account'];
    return authenticator.identify({
      authorization: request.headers.authorization,
      account: typeof account === 'string' && account !== '' ? account : undefined,
      pathAccount,
      address: addressKey(request.ip),
    });
  };
}

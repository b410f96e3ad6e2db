import { serverErrors } from '../../errors.ts';
import type { Exchange } from './exchange.ts';
import { type HttpCaller, isChange } from './route.ts';
import type { ServerParts } from './server-parts.ts';

/**
 * Who calls and may they: before the body is read, so that nobody unknown makes the server hold bytes. A body that comes all the
 * same is skipped by the HTTP server, and the connection stays usable.
 */
export async function admit(exchange: Exchange, parts: ServerParts): Promise<void> {
  const { route, request, params } = exchange;
  refuseEncodedBody(exchange);
  refuseOtherSites(exchange);
  const { may, accountParam } = route.operation;
  if (may === 'public') return;
  const account = accountParam === undefined ? undefined : params[accountParam];
  exchange.caller = await (account === undefined ? parts.identify(request) : parts.identify(request, account));
  requirePermission(may, exchange.caller);
}

function requirePermission(may: string, { permissions }: HttpCaller): void {
  if (may === 'signed-in' || permissions.has(may)) return;
  throw serverErrors.NOT_AUTHORIZED({ permissions: may });
}

/** Compressed bodies would need a bound of their own; nobody sends them. */
function refuseEncodedBody({ request }: Exchange): void {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || encoding.toLowerCase() === 'identity') return;
  throw serverErrors.BAD_REQUEST({ place: 'headers.content-encoding', because: 'send the body as it is' });
}

/** A browser keeps Basic credentials and would lend them to pages of other sites. Programs do not send this header. */
function refuseOtherSites({ route, request }: Exchange): void {
  if (isChange(route.operation) && request.headers['sec-fetch-site'] === 'cross-site') throw serverErrors.CROSS_SITE();
}

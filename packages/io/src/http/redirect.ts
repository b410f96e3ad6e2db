import { ioErrors } from '../errors/index.ts';
import { redactUrl, tryUrl } from './redact.ts';
import type { HttpRequest } from './types.ts';

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const secrets: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization', 'x-registry-auth']);

/** How many redirects are followed. */
export const redirectLimit = 10;

/** Is this a redirect to another address? */
export function isRedirect(status: number): boolean {
  return redirects.has(status);
}

/**
 * The request to repeat at the address of a redirect: without credentials when that is another origin; as GET after 303, and after 301 and 302 to a
 * POST. Fails with IO_HTTP_REDIRECT for an unreadable address, another protocol, or one that leaves HTTPS.
 */
export function redirected(
  request: HttpRequest,
  from: URL,
  reply: { readonly status: number; readonly location: string | undefined },
): HttpRequest & { readonly url: URL } {
  const to = reply.location === undefined ? undefined : tryUrl(reply.location, from);
  if (to === undefined) throw refused(from, 'it names no address');
  if (to.protocol !== 'https:' && to.protocol !== 'http:') throw refused(from, 'it leaves HTTP');
  if (from.protocol === 'https:' && to.protocol === 'http:') throw refused(from, 'it leaves HTTPS');
  const { body, method, ...rest } = request;
  const turnsToGet = reply.status === 303 || (method === 'POST' && (reply.status === 301 || reply.status === 302));
  const kept =
    turnsToGet && method !== 'HEAD'
      ? {}
      : { ...(method === undefined ? {} : { method }), ...(body === undefined ? {} : { body }) };
  return { ...rest, ...kept, url: to, headers: headersFor(request.headers ?? {}, from.origin === to.origin) };
}

function headersFor(headers: Readonly<Record<string, string>>, isSameOrigin: boolean): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => isSameOrigin || !secrets.has(name.toLowerCase())),
  );
}

function refused(from: URL, because: string): Error {
  return ioErrors.HTTP_REDIRECT({ url: redactUrl(from), because });
}

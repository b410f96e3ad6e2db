import { isCodedError } from '@gantry/core';
import { type HttpClient, type HttpRequest, type HttpResponse, isLoopback, redactUrl } from '@gantry/io/http';
import { sbomErrors } from '../../errors.ts';
import { asRecord, parseBoundedJson } from '../_shared/bounded-json.ts';
import type { Challenge } from './challenge.ts';
import type { Credentials } from './credentials.ts';

/** What a token is asked for with. */
export interface TokenWish {
  readonly http: HttpClient;
  readonly challenge: Challenge;
  readonly credentials: Credentials;
  /** `repository:NAME:pull`; empty: the token shall only show who we are. */
  readonly scope: string;
  /** Where the challenge came from. */
  readonly registry: URL;
  readonly insecure: boolean;
  readonly reference: string;
  readonly signal?: AbortSignal;
}

const replyLimit = 1 << 20;

/**
 * Gets a bearer token from the realm that a registry names (https://distribution.github.io/distribution/spec/auth/token/): anonymous, by basic
 * credentials, or by a refresh token.
 *
 * Fails with SBOM_REALM_REFUSED for a realm that is no safe address, SBOM_PULL_DENIED when the realm refuses, SBOM_PULL_LIMITED, SBOM_PULL_FAILED.
 */
export async function fetchToken(wish: TokenWish): Promise<string> {
  const realm = checkedRealm(wish);
  const reply = await wish.http.request(tokenRequest(wish, realm));
  if (reply.status !== 200) throw await refusal(wish, reply);
  const record = asRecord(parseBoundedJson(await reply.bytes(replyLimit), redactUrl(realm)));
  const token = record?.['token'] ?? record?.['access_token'];
  if (typeof token !== 'string' || !/^[\x21-\x7e]{1,65536}$/.test(token))
    throw sbomErrors.PULL_FAILED({
      reference: wish.reference,
      status: reply.status,
      because: 'its token server gave no token',
    });
  return token;
}

/**
 * The realm is the registry's word: without care it could send us, and the user's password, anywhere. HTTPS always; plain HTTP only where the
 * registry itself is spoken to so, and then only on the same machine or when insecure registries are allowed. Never a link-local address, where clouds
 * keep the secrets of the machine.
 */
function checkedRealm(wish: TokenWish): URL {
  const text = wish.challenge.parameters.get('realm') ?? '';
  const realm = URL.canParse(text) ? new URL(text) : undefined;
  if (realm === undefined) throw refused('it is no URL');
  if (realm.username !== '' || realm.password !== '') throw refused('it holds credentials');
  if (isLinkLocal(realm.hostname)) throw refused('it is a link-local address');
  if (realm.protocol === 'https:') return realm;
  const mayBePlain = wish.registry.protocol === 'http:' && (wish.insecure || isLoopback(realm.hostname));
  if (realm.protocol !== 'http:' || !mayBePlain) throw refused('it is not HTTPS');
  return realm;
}

function refused(because: string): Error {
  return sbomErrors.REALM_REFUSED({ because });
}

function isLinkLocal(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return (
    host.startsWith('169.254.') ||
    /^fe[89ab][0-9a-f]:/.test(host) ||
    host.startsWith('::ffff:a9fe:') ||
    host === 'metadata.google.internal'
  );
}

function tokenRequest(wish: TokenWish, realm: URL): HttpRequest {
  const { credentials, challenge, scope } = wish;
  const service = challenge.parameters.get('service');
  const signal = wish.signal === undefined ? {} : { signal: wish.signal };
  if (credentials.kind === 'identity') {
    const form = {
      grant_type: 'refresh_token',
      ...(service === undefined ? {} : { service }),
      client_id: 'gantry',
      ...(scope === '' ? {} : { scope }),
      refresh_token: credentials.token,
    };
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return { url: realm, method: 'POST', headers, body: new URLSearchParams(form).toString(), retries: 3, ...signal };
  }
  if (service !== undefined) realm.searchParams.set('service', service);
  if (scope !== '') realm.searchParams.set('scope', scope);
  return {
    url: realm,
    headers: credentials.kind === 'basic' ? { authorization: basicHeader(credentials) } : {},
    ...signal,
  };
}

/** The value of an Authorization header for basic credentials (RFC 7617). */
export function basicHeader(credentials: { readonly username: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
}

async function refusal(wish: TokenWish, reply: HttpResponse): Promise<Error> {
  await reply.discard();
  const { reference } = wish;
  if (reply.status === 429) return sbomErrors.PULL_LIMITED({ reference });
  if (reply.status >= 500)
    return sbomErrors.PULL_FAILED({ reference, status: reply.status, because: 'its token server failed' });
  const because =
    wish.credentials.kind === 'none' ? 'it gives no access without credentials' : 'it does not accept the credentials';
  return sbomErrors.PULL_DENIED({ reference, because });
}

/** Is this a refusal that better credentials would lift? */
export function isDenied(error: unknown): boolean {
  return isCodedError(error) && error.code === 'SBOM_PULL_DENIED';
}

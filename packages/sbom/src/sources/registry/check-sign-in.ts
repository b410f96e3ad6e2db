import type { HttpResponse } from '@gantry/io/http';
import { sbomErrors } from '../../errors.ts';
import type { SourceOptions } from '../_shared/source.ts';
import { parseChallenges } from './challenge.ts';
import { type Credentials, findCredentials } from './credentials.ts';
import { type Endpoint, findEndpoint } from './endpoint.ts';
import { replyError } from './reply-error.ts';
import { basicHeader, fetchToken } from './token.ts';

/** How a registry took credentials. */
export interface CheckedSignIn {
  /** False: the registry lets everybody in, so that nothing is known about the credentials. */
  readonly asked: boolean;
}

/**
 * Signs in to a registry (`host[:port]`) without asking for an image, as `docker login` does. Fails with SBOM_PULL_DENIED when it refuses,
 * SBOM_PULL_FAILED when it does not speak the protocol, and as requests do when it cannot be reached.
 */
export async function checkSignIn(host: string, options: SourceOptions): Promise<CheckedSignIn> {
  const settings = options.registry ?? {};
  const { credentials } = await findCredentials(host, settings);
  const endpoint = await findEndpoint(host, settings, options.signal);
  try {
    const first = await ping(endpoint, undefined, options.signal);
    if (first.status === 200) return await done(first, { asked: false });
    if (first.status !== 401) throw await replyError(first, host);
    const authorization = await authorizationFor(first, { host, credentials, endpoint, options });
    const second = await ping(endpoint, authorization, options.signal);
    if (second.status === 200) return await done(second, { asked: true });
    throw await replyError(second, host);
  } finally {
    await endpoint.http.close();
  }
}

async function done(reply: HttpResponse, outcome: CheckedSignIn): Promise<CheckedSignIn> {
  await reply.discard();
  return outcome;
}

function ping(
  { http, base }: Endpoint,
  authorization: string | undefined,
  signal: AbortSignal | undefined,
): Promise<HttpResponse> {
  return http.request({
    url: `${base}/v2/`,
    ...(authorization === undefined ? {} : { headers: { authorization } }),
    ...(signal === undefined ? {} : { signal }),
  });
}

interface SigningIn {
  readonly host: string;
  readonly credentials: Credentials;
  readonly endpoint: Endpoint;
  readonly options: SourceOptions;
}

async function authorizationFor(
  refused: HttpResponse,
  { host, credentials, endpoint, options }: SigningIn,
): Promise<string> {
  const challenges = parseChallenges(refused.header('www-authenticate'));
  await refused.discard();
  const challenge = challenges.find(({ scheme }) => scheme === 'bearer');
  if (challenge !== undefined)
    return `Bearer ${await fetchToken({
      http: endpoint.http,
      challenge,
      credentials,
      scope: '',
      registry: new URL(endpoint.base),
      insecure: options.registry?.insecure === true,
      reference: host,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })}`;
  const isBasic = challenges.some(({ scheme }) => scheme === 'basic');
  if (isBasic && credentials.kind === 'basic') return basicHeader(credentials);
  const because =
    credentials.kind === 'none'
      ? 'it gives no access without credentials'
      : 'it does not accept credentials of this kind';
  throw sbomErrors.PULL_DENIED({ reference: host, because });
}

import { isCodedError } from '@gantry/core';
import type { HttpResponse } from '@gantry/io/http';
import { sbomErrors } from '../../errors.ts';
import { type Reference, referenceText } from '../_shared/reference.ts';
import type { SourceOptions } from '../_shared/source.ts';
import { type Challenge, parseChallenges } from './challenge.ts';
import { type FoundCredentials, findCredentials } from './credentials.ts';
import { type Endpoint, findEndpoint } from './endpoint.ts';
import { replyError } from './reply-error.ts';
import { basicHeader, fetchToken, isDenied } from './token.ts';

/** A conversation with one repository of a registry: https://github.com/opencontainers/distribution-spec/blob/main/spec.md */
export interface Session {
  /** The reference in full, for errors. */
  readonly reference: string;
  /**
   * GET of a path below the repository (`manifests/latest`), signed in as far as the registry asks for it. Gives a reply of one of the accepted
   * statuses; fails with SBOM_PULL_DENIED, SBOM_PULL_MISSING, SBOM_PULL_LIMITED or SBOM_PULL_FAILED for others.
   */
  get(path: string, request: SessionRequest): Promise<HttpResponse>;
  close(): Promise<void>;
}

/** Details of a request. */
export interface SessionRequest {
  /** GET unless said otherwise. */
  readonly method?: 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
  readonly accept: readonly number[];
  readonly signal?: AbortSignal | undefined;
}

/** Connects to the registry of a reference. */
export async function connectRegistry(reference: Reference, options: SourceOptions): Promise<Session> {
  const settings = options.registry ?? {};
  const found = await findCredentials(reference.registry, settings);
  const endpoint = await findEndpoint(reference.registry, settings, options.signal);
  const state: State = {
    endpoint,
    found,
    reference,
    insecure: settings.insecure === true,
    authorization: firstAuthorization(found),
    signingIn: undefined,
  };
  return {
    reference: referenceText(reference),
    get: (path, request) => get(state, path, request),
    close: () => endpoint.http.close(),
  };
}

interface State {
  readonly endpoint: Endpoint;
  readonly found: FoundCredentials;
  readonly reference: Reference;
  readonly insecure: boolean;
  /** Value of the Authorization header that worked last. */
  authorization: string | undefined;
  /** Several requests that are refused at once sign in once. */
  signingIn: Promise<string> | undefined;
}

function firstAuthorization({ credentials }: FoundCredentials): string | undefined {
  return credentials.kind === 'bearer' ? `Bearer ${credentials.token}` : undefined;
}

async function get(state: State, path: string, request: SessionRequest): Promise<HttpResponse> {
  const used = state.authorization;
  const first = await send(state, path, request);
  const reply = first.status === 401 ? await again(state, { path, request, refused: first, used }) : first;
  if (request.accept.includes(reply.status)) return reply;
  const error = await replyError(reply, referenceText(state.reference));
  throw isDenied(error) ? deniedError(state, error) : error;
}

function send(state: State, path: string, request: SessionRequest): Promise<HttpResponse> {
  const authorization = state.authorization === undefined ? {} : { authorization: state.authorization };
  return state.endpoint.http.request({
    url: `${state.endpoint.base}/v2/${state.reference.repository}/${path}`,
    headers: { ...request.headers, ...authorization },
    ...(request.method === undefined ? {} : { method: request.method }),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  });
}

interface Refused {
  readonly path: string;
  readonly request: SessionRequest;
  readonly refused: HttpResponse;
  /** The authorization that was refused; another request may have got a better one since. */
  readonly used: string | undefined;
}

async function again(state: State, { path, request, refused, used }: Refused): Promise<HttpResponse> {
  const challenges = parseChallenges(refused.header('www-authenticate'));
  await refused.discard();
  if (state.authorization === used) {
    state.signingIn ??= signIn(state, challenges, request.signal).finally(() => {
      state.signingIn = undefined;
    });
    state.authorization = await state.signingIn;
  }
  return send(state, path, request);
}

async function signIn(
  state: State,
  challenges: readonly Challenge[],
  signal: AbortSignal | undefined,
): Promise<string> {
  const { credentials } = state.found;
  const reference = referenceText(state.reference);
  const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
  if (bearer !== undefined && credentials.kind !== 'bearer') {
    const scope = `repository:${state.reference.repository}:pull`;
    const registry = new URL(state.endpoint.base);
    const wish = {
      http: state.endpoint.http,
      challenge: bearer,
      credentials,
      scope,
      registry,
      insecure: state.insecure,
      reference,
    };
    return `Bearer ${await fetchToken({ ...wish, ...(signal === undefined ? {} : { signal }) }).catch(
      (error: unknown) => {
        throw isDenied(error) ? deniedError(state, error) : error;
      },
    )}`;
  }
  const basic = challenges.some(({ scheme }) => scheme === 'basic');
  if (basic && credentials.kind === 'basic') return basicHeader(credentials);
  const because =
    credentials.kind === 'none'
      ? 'it gives no access without credentials'
      : 'it does not accept credentials of this kind';
  throw deniedError(state, sbomErrors.PULL_DENIED({ reference, because }));
}

/** A credential helper that failed is the likely reason of a refusal: say so. */
function deniedError(state: State, error: unknown): unknown {
  const { problem } = state.found;
  if (problem === undefined || !isCodedError(error)) return error;
  return sbomErrors.PULL_DENIED(
    { reference: referenceText(state.reference), because: problem.message },
    { cause: error },
  );
}

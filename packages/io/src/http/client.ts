import { request as send } from 'undici';
import { ioErrors } from '../errors/index.ts';
import { createDispatchers, type Dispatchers } from './dispatchers.ts';
import { httpFailure, isWorthRepeating } from './failure.ts';
import { redactUrl, tryUrl } from './redact.ts';
import { isRedirect, redirected, redirectLimit } from './redirect.ts';
import { toResponse } from './response.ts';
import { backOff, isRetryStatus, longestRetryAfter, retryAfter, sleep } from './retry.ts';
import type { HttpClient, HttpOptions, HttpRequest, HttpResponse } from './types.ts';

const defaultRetries = 4;

/** Makes a client. Connections are kept until `close`. */
export function createHttpClient(options: HttpOptions = {}): HttpClient {
  const dispatchers = createDispatchers(options);
  const context: Context = { options, dispatchers };
  return {
    request: (request) => requestWithRetries(context, request),
    close: () => dispatchers.close(),
  };
}

interface Context {
  readonly options: HttpOptions;
  readonly dispatchers: Dispatchers;
}

type Attempt = { readonly reply: HttpResponse } | { readonly error: unknown };

async function requestWithRetries(context: Context, request: HttpRequest): Promise<HttpResponse> {
  const { sleep: wait = sleep } = context.options;
  const retries = retriesFor(context, request);
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await tryOnce(context, request);
    const pause = attempt > retries ? undefined : pauseAfter(outcome, attempt);
    if (pause === undefined) {
      if ('error' in outcome) throw outcome.error;
      return outcome.reply;
    }
    if ('reply' in outcome) await outcome.reply.discard();
    await wait(pause, request.signal);
  }
}

function retriesFor(context: Context, request: HttpRequest): number {
  if (request.retries !== undefined) return request.retries;
  const isRepeatable = request.method === undefined || request.method === 'GET' || request.method === 'HEAD';
  return isRepeatable ? (context.options.retries ?? defaultRetries) : 0;
}

async function tryOnce(context: Context, request: HttpRequest): Promise<Attempt> {
  try {
    return { reply: await followRedirects(context, request) };
  } catch (error) {
    if (request.signal?.aborted) throw request.signal.reason;
    return { error };
  }
}

/** Milliseconds to wait before the next attempt; undefined when there is no point in one. */
function pauseAfter(outcome: Attempt, attempt: number): number | undefined {
  if ('error' in outcome) return isWorthRepeating(outcome.error, attempt) ? backOff(attempt) : undefined;
  if (!isRetryStatus(outcome.reply.status)) return undefined;
  const asked = retryAfter(outcome.reply.header('retry-after')) ?? 0;
  return asked > longestRetryAfter ? undefined : Math.max(asked, backOff(attempt));
}

async function followRedirects(context: Context, request: HttpRequest): Promise<HttpResponse> {
  let current = { ...request, url: checkedUrl(context, request.url) };
  for (let hops = 0; hops <= redirectLimit; hops += 1) {
    const reply = await sendOnce(context, current);
    const location = reply.header('location');
    if (!isRedirect(reply.status) || location === undefined) return reply;
    await reply.discard();
    const next = redirected(current, current.url, { status: reply.status, location });
    current = { ...next, url: checkedUrl(context, next.url) };
  }
  throw ioErrors.HTTP_REDIRECT({ url: redactUrl(current.url), because: `there are more than ${redirectLimit}` });
}

/** Fails with IO_HTTP_ADDRESS for what is no HTTP URL, or one that the client may not go to. */
function checkedUrl(context: Context, url: string | URL): URL {
  const parsed = typeof url === 'string' ? tryUrl(url) : url;
  const isHttp = parsed?.protocol === 'https:' || parsed?.protocol === 'http:';
  if (parsed === undefined || !isHttp || context.options.allow?.(parsed) === false)
    throw ioErrors.HTTP_ADDRESS({ url: redactUrl(url) });
  context.options.guard?.checkLiteral(parsed);
  return parsed;
}

async function sendOnce(context: Context, request: HttpRequest & { readonly url: URL }): Promise<HttpResponse> {
  const { url, signal } = request;
  const headers = {
    'user-agent': context.options.userAgent ?? 'gantry',
    accept: '*/*',
    'accept-encoding': 'identity',
    ...request.headers,
  };
  try {
    const data = await send(url, {
      dispatcher: await context.dispatchers.for(url),
      method: request.method ?? 'GET',
      headers,
      body: request.body ?? null,
      ...(signal === undefined ? {} : { signal }),
    });
    return toResponse(data, url, signal);
  } catch (cause) {
    throw httpFailure(cause, url);
  }
}

import type { Dispatcher } from 'undici';
import { ioErrors } from '../errors/index.ts';
import { httpFailure } from './failure.ts';
import { redactUrl } from './redact.ts';
import type { HttpResponse } from './types.ts';

/** Reading on to keep a connection is worth this many bytes, not more. */
const discardLimit = 64 << 10;

/** A reply of undici as ours. */
export function toResponse(data: Dispatcher.ResponseData, url: URL, signal: AbortSignal | undefined): HttpResponse {
  const body = (): AsyncIterable<Uint8Array> => pieces(data, url, signal);
  return {
    status: data.statusCode,
    url,
    header(name) {
      const value = data.headers[name.toLowerCase()];
      return Array.isArray(value) ? value[0] : value;
    },
    body,
    bytes: (limit) => collect(body(), { url, limit }),
    async discard() {
      await data.body.dump({ limit: discardLimit }).catch(() => undefined);
    },
  };
}

async function* pieces(
  data: Dispatcher.ResponseData,
  url: URL,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of data.body) yield chunk as Uint8Array;
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    throw bodyFailure(cause, url);
  }
}

function bodyFailure(cause: unknown, url: URL): Error {
  const failure = httpFailure(cause, url) as Error & { code?: string };
  return failure.code === 'IO_HTTP_UNREACHABLE' ? ioErrors.HTTP_BROKEN({ url: redactUrl(url) }, { cause }) : failure;
}

async function collect(
  body: AsyncIterable<Uint8Array>,
  about: { readonly url: URL; readonly limit: number },
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > about.limit) throw ioErrors.HTTP_TOO_LARGE({ url: redactUrl(about.url), limit: about.limit });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

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
  const pace = createPace(url);
  try {
    const source = data.body[Symbol.asyncIterator]();
    while (true) {
      const asked = Date.now();
      const next = (await source.next()) as IteratorResult<Uint8Array>;
      if (next.done === true) return;
      pace(next.value.length, Date.now() - asked);
      yield next.value;
    }
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    throw bodyFailure(cause, url);
  } finally {
    // Gives the connection up when the reader stopped early.
    data.body.destroy();
  }
}

/** After the first minute of waiting a body must have come with this many bytes a second on average. */
const slowAfter = 60_000;
const slowRate = 1_000;

/** Ends a reply that drips: each piece in time, and the whole never. The reader's own time does not count. */
function createPace(url: URL): (bytes: number, waited: number) => void {
  let received = 0;
  let waiting = 0;
  return (bytes, waited) => {
    received += bytes;
    waiting += waited;
    if (waiting > slowAfter && received / waiting < slowRate / 1000) throw ioErrors.HTTP_SLOW({ url: redactUrl(url) });
  };
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

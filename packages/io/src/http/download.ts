import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { ioErrors } from '../errors/index.ts';
import { isWorthRepeating } from './failure.ts';
import { redactUrl } from './redact.ts';
import { backOff, sleep } from './retry.ts';
import type { HttpResponse } from './types.ts';

/** What to download, and how to tell that it is right. */
export interface Download {
  /**
   * Asks for the content, with further headers (`Range`, `If-Range`). Gives a reply of status 200, 206 or 416, or fails: what other
   * statuses mean is the caller's business.
   */
  readonly request: (headers: Readonly<Record<string, string>>) => Promise<HttpResponse>;
  /** Where it goes; must not exist. */
  readonly path: string;
  /** The most bytes that are taken. */
  readonly limit: number;
  /** The exact size in bytes, when it is known. */
  readonly size?: number;
  /** `algorithm:hex`, when it is known. */
  readonly digest?: string;
  /** The content never changes (it is named by its digest): an interrupted download goes on without a validator. */
  readonly immutable?: boolean;
  readonly onProgress?: (bytes: number) => void;
  readonly signal?: AbortSignal;
  /** How often an interrupted download is taken up again without progress. */
  readonly retries?: number;
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** What was downloaded. */
export interface Downloaded {
  readonly size: number;
  /** `sha256:hex`, or in the algorithm of the digest that was asked for. */
  readonly digest: string;
}

/**
 * Downloads to a file. After an interruption it goes on where it was (Range, with If-Range unless immutable), or from the start when the server does not
 * know ranges or the content changed.
 *
 * Fails with IO_HTTP_TOO_LARGE, IO_HTTP_SIZE or IO_HTTP_DIGEST when it is not what was expected, IO_HTTP_SLOW, and with the failures of the request.
 */
export async function download(wanted: Download): Promise<Downloaded> {
  const handle = await open(wanted.path, 'wx', 0o600).catch((cause: NodeJS.ErrnoException) => {
    throw ioErrors.WRITE_FAILED({ path: wanted.path, because: cause.code ?? 'unknown' }, { cause });
  });
  const state = newState(wanted, handle);
  try {
    await attempts(wanted, state);
  } finally {
    await handle.close();
  }
  return verified(wanted, state);
}

/** A download so far. */
interface State {
  readonly handle: FileHandle;
  readonly algorithm: string;
  hash: Hash;
  written: number;
  validator: string | undefined;
  url: URL | undefined;
}

const defaultRetries = 4;

function newState(wanted: Download, handle: FileHandle): State {
  const algorithm = wanted.digest === undefined ? 'sha256' : wanted.digest.slice(0, wanted.digest.indexOf(':'));
  return { handle, algorithm, hash: createHash(algorithm), written: 0, validator: undefined, url: undefined };
}

async function attempts(wanted: Download, state: State): Promise<void> {
  const retries = wanted.retries ?? defaultRetries;
  let left = retries;
  for (let attempt = 1; ; attempt += 1) {
    const before = state.written;
    const failure = await attemptOnce(wanted, state);
    if (failure === undefined) return;
    // Progress earns new patience, so that a long download outlives many short interruptions.
    left = state.written > before ? retries : left;
    if (!isWorthRepeating(failure, retries - left + 1) || left === 0) throw failure;
    left -= 1;
    await (wanted.sleep ?? sleep)(backOff(Math.min(attempt, 6)), wanted.signal);
  }
}

async function attemptOnce(wanted: Download, state: State): Promise<unknown> {
  try {
    const reply = await wanted.request(rangeHeaders(wanted, state));
    state.url = reply.url;
    await takeReply(wanted, state, reply);
    return undefined;
  } catch (error) {
    if (wanted.signal?.aborted) throw wanted.signal.reason;
    return error;
  }
}

function rangeHeaders(wanted: Download, state: State): Record<string, string> {
  if (state.written === 0) return {};
  const range = { range: `bytes=${state.written}-` };
  if (state.validator !== undefined) return { ...range, 'if-range': state.validator };
  return wanted.immutable === true ? range : {};
}

async function takeReply(wanted: Download, state: State, reply: HttpResponse): Promise<void> {
  if (reply.status === 416) {
    // Nothing is left, or the content is another one by now.
    await reply.discard();
    if (state.written === wanted.size) return;
    await restart(state);
    throw broken(reply);
  }
  if (state.written > 0 && !continues(state, reply)) await restart(state);
  state.validator = strongValidator(reply);
  const stated = lengthOf(reply);
  const before = state.written;
  await takeBody(wanted, state, reply);
  if (stated !== undefined && state.written - before < stated) throw broken(reply);
  if (wanted.size !== undefined && state.written < wanted.size) throw broken(reply);
}

async function takeBody(wanted: Download, state: State, reply: HttpResponse): Promise<void> {
  const limit = Math.min(wanted.limit, wanted.size ?? wanted.limit);
  for await (const chunk of reply.body()) {
    if (state.written + chunk.length > limit) throw ioErrors.HTTP_TOO_LARGE({ url: redactUrl(reply.url), limit });
    await writeChunk(wanted, state, chunk);
    wanted.onProgress?.(state.written);
  }
}

async function writeChunk(wanted: Download, state: State, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length; ) {
    const { bytesWritten } = await state.handle
      .write(chunk, done, chunk.length - done, state.written + done)
      .catch((cause: NodeJS.ErrnoException) => {
        throw ioErrors.WRITE_FAILED({ path: wanted.path, because: cause.code ?? 'unknown' }, { cause });
      });
    done += bytesWritten;
  }
  state.hash.update(chunk);
  state.written += chunk.length;
}

/** Does a reply go on exactly where the file ends? */
function continues(state: State, reply: HttpResponse): boolean {
  const range = /^bytes (\d{1,16})-/.exec(reply.header('content-range') ?? '');
  return reply.status === 206 && range !== null && Number(range[1]) === state.written;
}

async function restart(state: State): Promise<void> {
  await state.handle.truncate(0);
  state.hash = createHash(state.algorithm);
  state.written = 0;
  state.validator = undefined;
}

/** A weak ETag does not promise equal bytes. */
function strongValidator(reply: HttpResponse): string | undefined {
  const etag = reply.header('etag');
  if (etag?.startsWith('"') === true) return etag;
  return etag === undefined ? reply.header('last-modified') : undefined;
}

function lengthOf(reply: HttpResponse): number | undefined {
  const text = reply.header('content-length');
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function broken(reply: HttpResponse): Error {
  return ioErrors.HTTP_BROKEN({ url: redactUrl(reply.url) });
}

function verified(wanted: Download, state: State): Downloaded {
  const url = state.url === undefined ? '' : redactUrl(state.url);
  const digest = `${state.algorithm}:${state.hash.digest('hex')}`;
  if (wanted.size !== undefined && state.written !== wanted.size)
    throw ioErrors.HTTP_SIZE({ url, size: state.written, expected: wanted.size });
  if (wanted.digest !== undefined && digest !== wanted.digest)
    throw ioErrors.HTTP_DIGEST({ url, digest, expected: wanted.digest });
  return { size: state.written, digest };
}

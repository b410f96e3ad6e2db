import type { Problem } from '@gantry/contract';
import { type CodedError, type ErrorKind, isCodedError } from '@gantry/core';
import { serverErrors } from '../../errors.ts';

const statuses: Readonly<Record<ErrorKind, number>> = {
  usage: 400,
  input: 400,
  missing: 404,
  conflict: 409,
  denied: 403,
  upstream: 502,
  stale: 503,
  limit: 413,
  unsupported: 501,
  bug: 500,
};

/** Codes whose status is not that of their kind. */
const exceptions: Readonly<Record<string, number>> = {
  AUTH_REQUIRED: 401,
  AUTH_REFUSED: 401,
  AUTH_LOCKED: 429,
  AUTH_TOO_MANY_FAILURES: 429,
  SERVER_TOO_MANY_REQUESTS: 429,
  SERVER_MEDIA_TYPE: 415,
  POLICY_CHANGED: 412,
  DB_ENGINE_STOPPED: 503,
  DB_SESSION_BUSY: 503,
  DB_UNREACHABLE: 503,
  SERVER_HEADERS_TOO_LARGE: 431,
  SERVER_REQUEST_TIMEOUT: 408,
};

/** The status of an error. */
export function statusOf(error: CodedError): number {
  return exceptions[error.code] ?? statuses[error.kind];
}

/** Any failure as a coded error: what is not ours becomes a bug report without its inner text. */
export function codedError(error: unknown): CodedError {
  if (isCodedError(error)) return error;
  return ofFramework(error) ?? serverErrors.BUG({}, { cause: error });
}

/** The body of an error reply. */
export function toProblem(error: CodedError, status: number): Problem {
  const { code, message, advice, facts } = error;
  return {
    code: status,
    httpcode: status,
    error_type: code,
    message,
    // RFC 6749, section 5.2: clients of token operations look for this word.
    ...(code.startsWith('OAUTH_') ? { error: String(facts['error']) } : {}),
    detail: { error_codes: [code], code, advice, ...facts },
  };
}

/** What PostgreSQL says of NUL characters, broken surrogates, texts of another type and numbers that are too large. */
const unstorable: ReadonlySet<string> = new Set(['22021', '22P02', '22P05', '22003']);

/** What fastify, its plugins and the database refuse on their own, told by their codes. */
function ofFramework(error: unknown): CodedError | null {
  const { code, statusCode } = (error ?? {}) as { readonly code?: unknown; readonly statusCode?: unknown };
  if (typeof code !== 'string') return null;
  const cause = { cause: error };
  const places: Readonly<Record<string, readonly [string, string]>> = {
    FST_ERR_BAD_URL: ['path', 'it is not a well-formed URL path'],
    FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['body', 'its length is not what content-length says'],
    FST_ERR_CTP_INVALID_MEDIA_TYPE: ['headers.content-type', 'it is not a media type'],
    FST_INVALID_MULTIPART_CONTENT_TYPE: ['body', 'a multipart form (multipart/form-data) is expected'],
    ECONNRESET: ['body', 'it ended early'],
  };
  const [place, because] = places[code] ?? [];
  if (place !== undefined && because !== undefined) return serverErrors.BAD_REQUEST({ place, because }, cause);
  if (unstorable.has(code))
    return serverErrors.BAD_REQUEST({ place: 'request', because: 'a value in it cannot be stored' }, cause);
  if (statusCode === 413) return serverErrors.BODY_TOO_LARGE({ limit: 'allowed' }, cause);
  const refused = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
  return refused ? serverErrors.BAD_REQUEST({ place: 'request', because: 'it is malformed' }, cause) : null;
}

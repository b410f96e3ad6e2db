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
  SERVER_TOO_MANY_REQUESTS: 429,
  SERVER_MEDIA_TYPE: 415,
};

/** The status of an error. */
export function statusOf(error: CodedError): number {
  return exceptions[error.code] ?? statuses[error.kind];
}

/** Any failure as a coded error: what is not ours becomes a bug report without its inner text. */
export function codedError(error: unknown): CodedError {
  return isCodedError(error) ? error : serverErrors.BUG({}, { cause: error });
}

/** The body of an error reply. */
export function toProblem(error: CodedError, status: number): Problem {
  const { code, message, advice, facts } = error;
  return {
    code: status,
    httpcode: status,
    error_type: code,
    message,
    detail: { error_codes: [code], code, advice, ...facts },
  };
}

import type { CodedError } from '@gantry/core';
import type { FastifyServerOptions } from 'fastify';
import { serverErrors } from '../../errors.ts';
import { statusOf, toProblem } from './problem.ts';

type ClientErrorHandler = NonNullable<FastifyServerOptions['clientErrorHandler']>;

/** The most bytes of all headers of a request. */
export const headerLimit = 16_384;

const phrases: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/** Answers what is no HTTP request, is too slow or has too large headers: JSON as everywhere, then the connection ends. */
export function answerClientError(...[error, socket]: Parameters<ClientErrorHandler>): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const coded = codedClientError(error.code);
  const status = statusOf(coded);
  const body = JSON.stringify(toProblem(coded, status));
  socket.end(
    [
      `HTTP/1.1 ${status} ${phrases[status]}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function codedClientError(code: string | undefined): CodedError {
  if (code === 'HPE_HEADER_OVERFLOW') return serverErrors.HEADERS_TOO_LARGE({ limit: headerLimit });
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return serverErrors.REQUEST_TIMEOUT();
  return serverErrors.BAD_REQUEST({ place: 'request', because: 'it is not HTTP' });
}

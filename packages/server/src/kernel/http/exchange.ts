import type { Operation } from '@gantry/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { serverErrors } from '../../errors.ts';
import { scoped } from '../db/index.ts';
import type { Logger } from '../log/index.ts';
import { addressKey } from './address.ts';
import { filesOf } from './files.ts';
import { mediaTypeOf } from './media-type.ts';
import { namedParams } from './paths.ts';
import type { Call, HttpCaller, Route } from './route.ts';
import type { ServerParts } from './server-parts.ts';
import { parsed } from './validate.ts';

/** One request on its way through the server. */
export interface Exchange {
  readonly route: Route;
  readonly request: FastifyRequest;
  readonly answer: FastifyReply;
  readonly log: Logger;
  readonly params: Readonly<Record<string, string>>;
  /** The `content-type` as the client wrote it, however odd. */
  readonly contentType: string;
  /** Null for operations that anybody may call. */
  caller: HttpCaller | null;
}

/** The bytes of one file of a form, when the operator says nothing. */
export const defaultFileLimit = 4 * 2 ** 30;

/** A request after routing, before anybody was asked who sent it. */
export function beginExchange(route: Route, request: FastifyRequest, answer: FastifyReply, log: Logger): Exchange {
  const params = namedParams(route.operation, request.params);
  const contentType = request.headers['content-type'] ?? '';
  // The framework refuses media types that are malformed; ours are looked at by the contract. Forms with files keep theirs.
  if (contentType !== '' && route.operation.multipart === undefined)
    request.raw.headers['content-type'] = 'application/octet-stream';
  return { route, request, answer, log: log.with({ requestId: request.id }), params, contentType, caller: null };
}

/** The call as a handler sees it: everything validated. */
export function callOf(exchange: Exchange, parts: ServerParts): Call<Operation> {
  const { route, request, params, contentType } = exchange;
  const bytes = request.body instanceof Uint8Array ? request.body : new Uint8Array();
  const values = parsed(route.operation, { params, query: request.query, body: bytes, contentType });
  const call: Omit<Call<Operation>, 'caller' | 'scope'> = {
    ...values,
    bytes: async () => bytes,
    files: () => filesOf(request, parts.fileLimit ?? defaultFileLimit),
    headers: { ...request.headers, 'content-type': contentType || undefined } as Call<Operation>['headers'],
    mediaType: mediaTypeOf(contentType),
    baseUrl: `${request.protocol}://${request.host}/v2`,
    requestId: request.id,
    address: addressKey(request.ip),
    log: exchange.log,
    signal: goneSignal(exchange),
  };
  return {
    ...call,
    get caller() {
      if (exchange.caller === null) throw serverErrors.BUG();
      return exchange.caller;
    },
    get scope() {
      return scoped(parts.db, this.caller.account);
    },
  };
}

/** Aborted when the connection ends before the answer did. */
function goneSignal({ answer }: Exchange): AbortSignal {
  const gone = new AbortController();
  answer.raw.once('close', () => {
    if (!answer.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

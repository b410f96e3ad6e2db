import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Operation } from '@gantry/contract';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { serverErrors } from '../../errors.ts';
import { type Db, scoped } from '../db/index.ts';
import type { Logger } from '../log/index.ts';
import { codedError, statusOf, toProblem } from './problem.ts';
import { type Call, type HttpCaller, type Reply, type Route, rawBody } from './route.ts';
import { parsed } from './validate.ts';

/** What the HTTP server is made of. */
export interface ServerParts {
  readonly routes: readonly Route[];
  readonly db: Db;
  readonly log: Logger;
  /** Tells who calls; throws coded errors. */
  identify(request: FastifyRequest): Promise<HttpCaller>;
  /** The most bytes of a body. */
  readonly bodyLimit: number;
}

/** Routes below `/v2`, JSON replies, problems for every failure. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: parts.bodyLimit,
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 4_096 },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  for (const one of parts.routes) {
    app.route({
      method: one.operation.method,
      url: `/v2${one.operation.path.replace(/\{(\w+)\}/g, ':$1')}`,
      handler: (request, answer) => handle(one, { parts, request, answer }),
    });
  }
  app.setNotFoundHandler(() => {
    throw serverErrors.NO_SUCH_PATH();
  });
  app.setErrorHandler((error, _request, answer) => {
    const coded = codedError(error);
    const status = statusOf(coded);
    if (status === 401) void answer.header('www-authenticate', 'Basic realm="gantry"');
    void answer.status(status).send(toProblem(coded, status));
  });
  return app;
}

interface Exchange {
  readonly parts: ServerParts;
  readonly request: FastifyRequest;
  readonly answer: FastifyReply;
}

async function handle({ operation, handle: answerCall }: Route, exchange: Exchange): Promise<FastifyReply> {
  const caller = operation.may === 'public' ? null : await exchange.parts.identify(exchange.request);
  if (caller !== null) requirePermission(operation, caller);
  return send(await answerCall(callOf(operation, caller, exchange)), exchange.answer);
}

function requirePermission({ may }: Operation, caller: HttpCaller): void {
  if (may === 'signed-in' || caller.permissions.has(may)) return;
  throw serverErrors.NOT_AUTHORIZED({ permissions: may });
}

function callOf(operation: Operation, caller: HttpCaller | null, { parts, request }: Exchange): Call<Operation> {
  const body = (): Uint8Array => (request.body instanceof Uint8Array ? request.body : new Uint8Array());
  const gone = new AbortController();
  request.raw.once('close', () => {
    if (request.raw.destroyed && !request.raw.complete) gone.abort();
  });
  const values = parsed(operation, { params: request.params, query: request.query, body: body() });
  const call: Omit<Call<Operation>, 'caller' | 'scope'> = {
    ...values,
    bytes: async () => body(),
    files: async function* () {
      yield* [];
    },
    headers: request.headers as Call<Operation>['headers'],
    mediaType: (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
    baseUrl: `${request.protocol}://${request.host}/v2`,
    requestId: request.id,
    log: parts.log.with({ requestId: request.id }),
    signal: gone.signal,
  };
  return {
    ...call,
    get caller() {
      if (caller === null) throw serverErrors.BUG();
      return caller;
    },
    get scope() {
      return scoped(parts.db, this.caller.account);
    },
  };
}

function send({ status, body, headers }: Reply<Operation>, answer: FastifyReply): FastifyReply {
  answer.status(status).headers(headers ?? {});
  if (body === undefined) return answer.send();
  const content = isRaw(body) ? body[rawBody] : null;
  if (content === null) return answer.type('application/json').send(JSON.stringify(body));
  if (typeof content === 'string') return answer.send(content);
  return content instanceof Uint8Array ? answer.send(Buffer.from(content)) : answer.send(Readable.from(content));
}

type RawContent = string | Uint8Array | AsyncIterable<Uint8Array>;

function isRaw(body: unknown): body is { readonly [rawBody]: RawContent } {
  return typeof body === 'object' && body !== null && rawBody in body;
}

import fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { serverErrors } from '../../errors.ts';
import { logRequests } from './access-log.ts';
import { admit } from './admit.ts';
import { auditChange, logRefusal } from './audit.ts';
import { type BodyBudget, createBodyBudget } from './body-budget.ts';
import { checkReply } from './check-reply.ts';
import { answerClientError, headerLimit } from './client-error.ts';
import { beginExchange, callOf, type Exchange } from './exchange.ts';
import { harden } from './hardening.ts';
import { routerPath } from './paths.ts';
import { codedError, statusOf } from './problem.ts';
import { requestIdOf } from './request-id.ts';
import type { Route } from './route.ts';
import { send, sendProblem } from './send.ts';
import type { ServerParts, Timeouts } from './server-parts.ts';

/** Routes below `/v2`, JSON replies, problems for every failure. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const exchanges: Exchanges = new WeakMap();
  const app = fastify(optionsOf(parts, exchanges)) as unknown as FastifyInstance;
  app.removeAllContentTypeParsers();
  await harden(app, parts);
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  tellRequestId(app);
  endConnectionsWhenClosing(app);
  logRequests(app, parts, exchanges);
  const budget = createBodyBudget(parts.bodyBudget ?? bodyBudget);
  for (const one of parts.routes) addRoute(app, one, { parts, exchanges, budget });
  app.setNotFoundHandler(() => {
    throw serverErrors.NO_SUCH_PATH();
  });
  app.setErrorHandler((error, request, answer) => fail(error, exchanges.get(request), { parts, request, answer }));
  await parts.extend?.(app);
  return app;
}

type Exchanges = WeakMap<object, Exchange>;

const patience: Timeouts = { headers: 20_000, request: 900_000, keepAlive: 75_000, check: 5_000 };

function optionsOf(parts: ServerParts, exchanges: Exchanges): FastifyServerOptions {
  const { headers, request, keepAlive, check } = { ...patience, ...parts.timeouts };
  const http = { maxHeaderSize: headerLimit, headersTimeout: headers, connectionsCheckingInterval: check };
  return {
    bodyLimit: parts.bodyLimit,
    requestTimeout: request,
    keepAliveTimeout: keepAlive,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    trustProxy: Array.isArray(parts.trustProxy) ? [...parts.trustProxy] : parts.trustProxy === true,
    genReqId: ({ headers: given }) => requestIdOf(given),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 4_096 },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, asked, answer) =>
      void fail(error, exchanges.get(asked), { parts, request: asked, answer: answer as never }),
    ...(parts.tls === undefined ? { http } : { https: { ...http, ...parts.tls } }),
  } satisfies FastifyServerOptions & { readonly http?: object; readonly https?: object };
}

/** The most bytes of a body that somebody unknown may send: a form to sign in with. */
const publicBodyLimit = 65_536;

/** Bytes of large bodies that are in memory at one time. */
const bodyBudget = 512 * 2 ** 20;

interface Served {
  readonly parts: ServerParts;
  readonly exchanges: Exchanges;
  readonly budget: BodyBudget;
}

function addRoute(app: FastifyInstance, one: Route, { parts, exchanges, budget }: Served): void {
  const limit = one.operation.may === 'public' ? Math.min(publicBodyLimit, parts.bodyLimit) : parts.bodyLimit;
  for (const url of [`/v2${routerPath(one.operation)}`, ...(one.also ?? [])]) {
    app.route({
      method: one.operation.method,
      url,
      bodyLimit: limit,
      onRequest: async (request, answer) => {
        const exchange = beginExchange(one, request, answer, parts.log);
        exchanges.set(request, exchange);
        await admit(exchange, parts);
        // Files of multipart forms are streamed.
        if (one.operation.multipart === undefined) budget.take(request, answer, limit);
      },
      handler: async (request) => {
        const exchange = exchanges.get(request);
        if (exchange === undefined) throw serverErrors.BUG();
        return answerCall(exchange, parts);
      },
    });
  }
}

async function answerCall(exchange: Exchange, parts: ServerParts) {
  const { route, caller, request, answer, params } = exchange;
  const result = await route.handle(callOf(exchange, parts));
  if (parts.checkReplies === true) checkReply(route.operation, result);
  if (caller !== null) {
    const { id: requestId, ip: address } = request;
    const { status } = result;
    const call = { operation: route.operation, caller, params, requestId, address, status };
    await auditChange(call, parts.audit, exchange.log);
  }
  return send(result, answer);
}

interface Failed {
  readonly parts: ServerParts;
  readonly request: FastifyRequestLike;
  readonly answer: Parameters<typeof sendProblem>[1];
}

type FastifyRequestLike = { readonly id: string; readonly ip: string };

function fail(error: unknown, exchange: Exchange | undefined, { parts, request, answer }: Failed) {
  const coded = codedError(error);
  const status = statusOf(coded);
  const log = exchange?.log ?? parts.log.with({ requestId: request.id });
  if (coded.kind === 'bug') log.error('a request failed', { error: coded });
  else if (status >= 500) log.warn('a request failed', { error: coded });
  if (exchange !== undefined) {
    const { route, params, caller } = exchange;
    const refused = { operation: route.operation, params, requestId: request.id, address: request.ip, status };
    logRefusal(refused, caller, log);
  }
  return sendProblem(coded, answer);
}

/** The request id stands in every reply. */
function tellRequestId(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, answer) => {
    void answer.header('x-request-id', request.id);
    if (request.headers['anchore-request-id'] !== undefined) void answer.header('anchore-request-id', request.id);
  });
}

/** Requests in flight are answered while the server closes, but their connections are not kept. */
function endConnectionsWhenClosing(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', async (_request, answer) => {
    if (closing) void answer.header('connection', 'close');
  });
}

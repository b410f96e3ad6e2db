import type { FastifyInstance } from 'fastify';
import type { Exchange } from './exchange.ts';
import type { ServerParts } from './server-parts.ts';

/** Operations that machines ask all the time: their lines are for debugging only. */
const quiet: ReadonlySet<string | undefined> = new Set(['ping', 'health_check', 'get_metrics']);

/** One line for every request that ended, and a word to the metrics. Queries stay out of the log: they may hold secrets. */
export function logRequests(app: FastifyInstance, parts: ServerParts, exchanges: WeakMap<object, Exchange>): void {
  app.addHook('onResponse', async (request, answer) => {
    const exchange = exchanges.get(request);
    const operation = exchange?.route.operation;
    const { statusCode: status, elapsedTime } = answer;
    parts.done?.({ operation: operation?.id ?? null, method: request.method, status, seconds: elapsedTime / 1_000 });
    const level = quiet.has(operation?.id) && status < 400 ? 'debug' : 'info';
    parts.log[level]('request', {
      requestId: request.id,
      method: request.method,
      path: request.url.split('?')[0],
      status,
      milliseconds: Math.round(elapsedTime),
      address: request.ip,
      operation: operation?.id ?? null,
      username: exchange?.caller?.username ?? null,
      account: exchange?.caller?.account ?? null,
    });
  });
}

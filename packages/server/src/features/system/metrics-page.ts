import { isCodedError } from '@gantry/core';
import type { FastifyInstance } from 'fastify';
import { toProblem } from '../../kernel/http/index.ts';
import type { Metrics } from './metrics.ts';

/** Serves the figures at `/metrics`, outside of the API. */
export function serveMetrics(app: FastifyInstance, metrics: Metrics): void {
  app.get('/metrics', async (request, answer) => {
    try {
      const { contentType, text } = await metrics.page(request.headers.authorization);
      return await answer.type(contentType).send(text);
    } catch (error) {
      if (!isCodedError(error) || error.code !== 'SYSTEM_METRICS_REFUSED') throw error;
      return answer.status(401).header('www-authenticate', 'Bearer realm="metrics"').send(toProblem(error, 401));
    }
  });
}

import { createBacktest, deleteBacktest, getBacktest, listBacktests } from '@gantry/contract/backtests';
import { type Route, reply, route } from '../../kernel/http/index.ts';
import type { BacktestService } from './service.ts';
import { toBacktest, toSummary } from './to-wire.ts';

/** The routes of back-tests. */
export function backtestRoutes(backtests: BacktestService): Route[] {
  return [
    route(createBacktest, async ({ scope, body, caller }) =>
      reply(createBacktest, 201, toBacktest(await backtests.create(scope, body, caller.username))),
    ),
    route(listBacktests, async ({ scope }) =>
      reply(listBacktests, 200, { items: (await backtests.list(scope)).map(toSummary) }),
    ),
    route(getBacktest, async ({ scope, params }) =>
      reply(getBacktest, 200, toBacktest(await backtests.get(scope, params.backtest_id))),
    ),
    route(deleteBacktest, async ({ scope, params }) => {
      await backtests.remove(scope, params.backtest_id);
      return reply(deleteBacktest, 204, undefined);
    }),
  ];
}

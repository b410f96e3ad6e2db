import { z } from 'zod';
import { empty, operation, pathText } from '../common/index.ts';
import { Backtest, BacktestList, BacktestRequest } from './models.ts';

const one = z.object({ backtest_id: pathText });

export const createBacktest = operation({
  id: 'create_backtest',
  method: 'POST',
  path: '/policies/backtests',
  tag: 'Policies',
  may: 'createPolicy',
  since: '0.3',
  summary: 'Replay a policy over stored evaluations: which images flip, by rule and by team, before it is saved',
  body: BacktestRequest,
  replies: { 201: Backtest },
  problems: [400, 403, 404, 409, 415, 500],
});

export const listBacktests = operation({
  id: 'list_backtests',
  method: 'GET',
  path: '/policies/backtests',
  tag: 'Policies',
  may: 'listPolicies',
  since: '0.3',
  summary: 'The back-tests of the account, newest first, without their results',
  replies: { 200: BacktestList },
  problems: [403, 500],
});

export const getBacktest = operation({
  id: 'get_backtest',
  method: 'GET',
  path: '/policies/backtests/{backtest_id}',
  tag: 'Policies',
  may: 'getPolicy',
  since: '0.3',
  summary: 'A back-test: how far it is, and its result',
  params: one,
  replies: { 200: Backtest },
  problems: [403, 404, 500],
});

export const deleteBacktest = operation({
  id: 'delete_backtest',
  method: 'DELETE',
  path: '/policies/backtests/{backtest_id}',
  tag: 'Policies',
  may: 'createPolicy',
  since: '0.3',
  summary: 'Delete a back-test; one that runs is stopped',
  params: one,
  replies: { 204: empty },
  problems: [403, 404, 500],
});

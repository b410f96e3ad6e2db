export * from './backtest.ts';
export { outcomeOf } from './replayer.ts';
export type * from './stored-evaluation.ts';

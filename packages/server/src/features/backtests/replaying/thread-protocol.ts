import type { BacktestResult } from '@gantry/policy';
import type { ReplayBatch } from '../ports.ts';

/** What the thread is asked. */
export type ThreadAsk = { readonly kind: 'add'; readonly batch: ReplayBatch } | { readonly kind: 'result' };

/** What it answers, in the order of the asks. */
export type ThreadAnswer =
  | { readonly kind: 'added' }
  | { readonly kind: 'result'; readonly result: BacktestResult }
  | { readonly kind: 'failed'; readonly because: string };

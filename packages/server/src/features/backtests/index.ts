import type { Feature } from '../../kernel/platform/index.ts';
import { backtestKind } from './job.ts';
import type { Replayer } from './ports.ts';
import { backtestRoutes } from './routes.ts';
import { type BacktestParts, createBacktestService } from './service.ts';

export type { Replayer } from './ports.ts';
export { threadReplayer } from './replaying/in-thread.ts';
export { replayBatches } from './replaying/replay-batches.ts';

/** Back-tests: what a policy would have said of what is stored. `replayer`: where verdicts are made again. */
export function createBacktestsFeature(parts: BacktestParts & { readonly replayer: Replayer }): Feature {
  return { routes: backtestRoutes(createBacktestService(parts)), jobs: [backtestKind(parts)] };
}

import type { Feature } from '../../kernel/platform/index.ts';
import { summaryRoutes } from './routes.ts';

/** Summaries of what an account holds. */
export function createSummariesFeature(): Feature {
  return { routes: summaryRoutes };
}

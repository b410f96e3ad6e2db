import type { Feature, Platform } from '../../kernel/platform/index.ts';
import type { Evaluations } from '../evaluations/ports.ts';
import { createVerdictKeys } from './keys.ts';
import { createVerdictQuestions } from './questions.ts';
import { verdictRoutes } from './routes.ts';

/** What the feature is built on. */
export interface VerdictsDeps {
  readonly platform: Platform;
  readonly evaluations: Evaluations;
  /** As the operator configured it; null: as requests are sent. */
  readonly publicUrl?: string | null;
}

/** Verdicts explained, compared, made again and signed. */
export function createVerdictsFeature({ platform, evaluations, publicUrl = null }: VerdictsDeps): Feature {
  const questions = createVerdictQuestions(evaluations);
  const keys = createVerdictKeys(platform);
  return { routes: verdictRoutes({ platform, evaluations, questions, keys, publicUrl }) };
}

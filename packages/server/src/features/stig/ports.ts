import type { StigEvaluation } from '@gantry/core';
import type { Scope } from '../../kernel/db/index.ts';

/** What other features may ask of STIG results. */
export interface StigEvaluations {
  /** Those of an image, oldest first. */
  of(scope: Scope, digest: string): Promise<readonly StigEvaluation[]>;
}

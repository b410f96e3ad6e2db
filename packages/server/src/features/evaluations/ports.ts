import type { Verdict } from '@gantry/core';
import type { Scope } from '../../kernel/db/index.ts';

/** What to evaluate. */
export interface EvaluationRequest {
  readonly digest: string;
  /** The full tag that the mappings see. */
  readonly tag: string;
  /** Absent: the active policy. */
  readonly policyId?: string;
  /** An image to compare with, or `auto` for the nearest ancestor. */
  readonly baseDigest?: string;
  /** False: nothing is stored (`interactive`). */
  readonly record: boolean;
}

/** Verdicts of images: the same inputs give the stored one. */
export interface Evaluations {
  evaluate(scope: Scope, request: EvaluationRequest): Promise<Verdict>;
}

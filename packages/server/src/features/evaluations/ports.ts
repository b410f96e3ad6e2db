import type { Verdict } from '@gantry/core';
import type { EvaluationInput } from '@gantry/policy';
import type { Row, Scope } from '../../kernel/db/index.ts';
import type { StoredEvaluation, StoredWish } from './stored.ts';

export { documentsOf, factsOf, type Snapshot } from './snapshot-facts.ts';
export type { StoredEvaluation, StoredWish } from './stored.ts';

/** What an evaluation takes of a policy. */
export type PolicyInUse = Pick<Row<'policy'>, 'id' | 'name' | 'digest' | 'document' | 'active'>;

/** What to evaluate. */
export interface EvaluationRequest {
  readonly digest: string;
  /** The full tag that the mappings see. */
  readonly tag: string;
  /** Absent: the active policy. */
  readonly policyId?: string;
  /** A policy that is not one of the account's: instead of `policyId`, and only where nothing is recorded. */
  readonly policy?: PolicyInUse;
  /** An image to compare with, or `auto` for the nearest ancestor. */
  readonly baseDigest?: string;
  /** False: nothing is stored (`interactive`). */
  readonly record: boolean;
}

/** An evaluation with everything that it was made from. */
export interface WholeEvaluation {
  readonly image: Row<'image'>;
  /** `registry/repository:tag` */
  readonly tag: string;
  readonly policyId: string;
  readonly verdict: Verdict;
  /** What `evaluate` of the engine makes the verdict of. */
  readonly input: EvaluationInput;
}

/** Verdicts of images: the same inputs give the stored one. */
export interface Evaluations {
  evaluate(scope: Scope, request: EvaluationRequest): Promise<Verdict>;
  /** Evaluates, and gives the inputs too. Errors as `evaluate`. */
  whole(scope: Scope, request: EvaluationRequest): Promise<WholeEvaluation>;
  /** The evaluation that stood at a time; null when none was stored by then. */
  storedAt(scope: Scope, wish: StoredWish): Promise<StoredEvaluation | null>;
}

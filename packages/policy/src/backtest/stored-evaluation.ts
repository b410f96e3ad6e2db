import type { Action, PolicyFacts } from '@gantry/core';
import type { EvaluationInput } from '../evaluate.ts';

/** An evaluation that took place, with what is needed to repeat it by another policy. */
export interface StoredEvaluation {
  /** Name of the image: digest and tag, so that evaluations of one image are told from those of others. */
  readonly image: string;
  readonly tag: string | null;
  /** Who answers for it: a label or an annotation; null when nothing says so. */
  readonly team: string | null;
  /** When it took place, RFC 3339. */
  readonly clock: string;
  readonly digests: EvaluationInput['digests'];
  /**
   * Tells facts with the same content by the same text: made of the digests of bill, matches, inspection and other facts. The
   * date of the advisories and the clock need not be in it: what leans on them is evaluated anew.
   */
  readonly content: string;
  /** Loads the facts; only asked for once for each content. A text says why they are gone. */
  facts(): PolicyFacts | string;
  /** What the advisories were, when the facts are not loaded for it. */
  readonly data: NonNullable<PolicyFacts['report']>['data'] | null;
  /** What the verdict was. */
  readonly outcome: EvaluationOutcome;
}

/** What a back-test compares: the action, and how many findings of action stop each rule has. */
export interface EvaluationOutcome {
  readonly action: Action;
  readonly stops: Readonly<Record<string, number>>;
}

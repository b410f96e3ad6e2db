import type { Remedy } from '@gantry/core';

/** One thing that a trigger found, before the rule's action and the allowlists are put on it. */
export interface Raised {
  readonly message: string;
  /** Absent: the MD5 of gate, trigger and message, as the format has it. */
  readonly triggerId?: string;
  /** Instead of `triggerId`: what follows the rule's id and a plus sign in the trigger id. */
  readonly afterRuleId?: string;
  /** Ids under which older allowlists may know it. */
  readonly formerIds?: readonly string[];
  readonly packageId?: string;
  readonly vulnerability?: string;
  readonly path?: string;
  readonly layer?: string;
  /** Line of the Dockerfile. */
  readonly line?: number;
  readonly fix?: Remedy;
}

/**
 * What a trigger says of an artifact. There are four answers, since silence must mean "looked, and found nothing":
 * `evaluated`; `partly` (these were found, and some of the facts could not be judged); `not-evaluated` (the facts are
 * missing); `not-applicable` (the question makes no sense for this artifact, such as the user of a directory).
 */
export type Outcome =
  | { readonly kind: 'evaluated'; readonly raised: readonly Raised[] }
  | { readonly kind: 'partly'; readonly raised: readonly Raised[]; readonly because: readonly string[] }
  | { readonly kind: 'not-evaluated'; readonly because: string }
  | { readonly kind: 'not-applicable'; readonly because: string };

/** Looked at everything and found these, or nothing. */
export function found(raised: readonly Raised[] = []): Outcome {
  return { kind: 'evaluated', raised };
}

/** Found these; `because` names what could not be judged. With nothing to name it is the same as `found`. */
export function foundInPart(raised: readonly Raised[], because: readonly string[]): Outcome {
  return because.length === 0 ? found(raised) : { kind: 'partly', raised, because };
}

/** The facts are missing. */
export function notEvaluated(because: string): Outcome {
  return { kind: 'not-evaluated', because };
}

/** The question makes no sense for this artifact. */
export function notApplicable(because: string): Outcome {
  return { kind: 'not-applicable', because };
}

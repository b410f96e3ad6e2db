import type { PolicyFacts, Verdict } from '@gantry/core';
import type { GreenPath } from '@gantry/policy';

/** A verdict with the facts that it rests on and the way to green. */
export interface Evaluated {
  readonly facts: PolicyFacts;
  readonly verdict: Verdict;
  /** Null when the verdict is not stop. */
  readonly green: GreenPath | null;
}

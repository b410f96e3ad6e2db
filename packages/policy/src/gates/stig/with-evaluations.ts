import type { StigEvaluation } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { notEvaluated, type Outcome } from '../../gating/outcome.ts';
import { ofImage } from '../_shared/of-image.ts';

/** Hands the stored STIG evaluations of an image to a trigger. */
export function withEvaluations(context: GateContext, run: (stored: readonly StigEvaluation[]) => Outcome): Outcome {
  return ofImage(context, () => {
    const { stigEvaluations } = context.facts;
    return stigEvaluations
      ? run(stigEvaluations)
      : notEvaluated(
          'nobody looked for STIG evaluations: hand them in with --stig; the server keeps them; add one with `gantry image stig add`',
        );
  });
}

/** Where results come from. */
export const evaluateStig = {
  kind: 'data',
  says: 'run the STIG evaluation and store its result with gantry image stig add',
} as const;

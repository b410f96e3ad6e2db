import type { ImageSource } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { notApplicable, type Outcome } from '../../gating/outcome.ts';

/** Hands the image to a trigger whose question makes sense of images only. */
export function ofImage({ facts }: GateContext, run: (image: ImageSource) => Outcome): Outcome {
  const { source } = facts.bill;
  if (source.kind === 'image') return run(source);
  return notApplicable(
    `the question is about images, and this is ${source.kind === 'other' ? 'an SBOM' : `a ${source.kind}`}`,
  );
}

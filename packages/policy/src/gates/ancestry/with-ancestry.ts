import type { Ancestry, ImageSource } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { notEvaluated, type Outcome } from '../../gating/outcome.ts';
import { ofImage } from '../_shared/of-image.ts';

/** Hands an image and what it was built on to a trigger. */
export function withAncestry(context: GateContext, run: (ancestry: Ancestry, image: ImageSource) => Outcome): Outcome {
  return ofImage(context, (image) => {
    const { ancestry } = context.facts;
    return ancestry
      ? run(ancestry, image)
      : notEvaluated(
          'what the image was built on is not known: name the base with --base; the server tells it of images that it analyzed, once their bases are analyzed too',
        );
  });
}

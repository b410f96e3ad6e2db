import type { ImageSource } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { notApplicable, notEvaluated, type Outcome } from '../../gating/outcome.ts';
import { isFileSource } from '../_shared/artifact.ts';

/** Hands the image to a trigger; folders have none, and an SBOM may not tell of it. */
export function withImage({ facts }: GateContext, what: string, run: (image: ImageSource) => Outcome): Outcome {
  const { source } = facts.bill;
  if (source.kind === 'image') return run(source);
  if (isFileSource(facts)) return notApplicable(`only an image has ${what}`);
  return notEvaluated(`the SBOM does not tell of ${what}: check the image itself`);
}

import type { DockerfileFacts, ImageConfig } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { notApplicable, notEvaluated, type Outcome } from '../../gating/outcome.ts';
import { isFileSource } from '../_shared/artifact.ts';
import { finalStageLines } from './final-stage.ts';
import { type DockerfileLine, maxDockerfileLength, parseDockerfile } from './parse-dockerfile.ts';

/** A Dockerfile as the triggers look at it. */
export interface Dockerfile {
  readonly mode: 'actual' | 'guessed';
  readonly lines: readonly DockerfileLine[];
  /** The lines that make the final image. */
  readonly final: readonly DockerfileLine[];
  /** The image's own configuration, when the artifact is an image. */
  readonly config: ImageConfig | null;
}

/** Parsing is the same for every rule of an evaluation: the facts object itself is the key. */
const parsed = new WeakMap<DockerfileFacts, readonly DockerfileLine[]>();

/** Hands the Dockerfile to a trigger, or says why there is none to look at. */
export function withDockerfile(context: GateContext, run: (dockerfile: Dockerfile) => Outcome): Outcome {
  const { dockerfile, bill } = context.facts;
  if (dockerfile.mode === 'unknown') {
    if (isFileSource(context.facts)) return notApplicable('a folder or file has no Dockerfile');
    return notEvaluated('there is neither a Dockerfile nor an image history');
  }
  if (dockerfile.text.length > maxDockerfileLength) {
    return notEvaluated(`the Dockerfile is longer than ${maxDockerfileLength} characters`);
  }
  const lines = parsed.get(dockerfile) ?? parseDockerfile(dockerfile);
  parsed.set(dockerfile, lines);
  const config = bill.source.kind === 'image' ? bill.source.config : null;
  return run({ mode: dockerfile.mode, lines, final: finalStageLines(lines), config });
}

/** Where a finding stands: its line, else that of the last FROM, after which something is missing. */
export function lineOf({ final }: Dockerfile, line: DockerfileLine | undefined): { line?: number } {
  const place = line ?? final.findLast(({ instruction }) => instruction === 'FROM');
  return place === undefined ? {} : { line: place.line };
}

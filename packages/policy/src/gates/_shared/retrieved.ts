import type { RetrievedFile } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { notApplicable, notEvaluated, type Outcome } from '../../gating/outcome.ts';
import { isFileSource } from './artifact.ts';
import { base64Text } from './base64-text.ts';
import { howToInspect, withInspected } from './inspected.ts';

/** A file whose content was kept, as text. */
export interface KeptFile {
  readonly path: string;
  readonly layer?: string;
  readonly text: string;
}

/** Decoding is the same for every rule of an evaluation: the kept file itself is the key. */
const texts = new WeakMap<RetrievedFile, string>();

/**
 * Hands a kept file to a trigger, or null when the artifact has no such file. When nobody kept it, or nobody could, the rule is not
 * evaluated.
 */
export function withKeptFile(context: GateContext, path: string, run: (file: KeptFile | null) => Outcome): Outcome {
  return withInspected(context, 'retrievedFiles', ({ wanted, files, skipped }) => {
    const file = files.find((one) => one.path === path);
    if (file) return run(keptFile(file));
    const skip = skipped.find((one) => one.path === path);
    if (skip) return notEvaluated(`${path} could not be kept: ${skip.because}`);
    if (!wanted.includes(path)) {
      return notEvaluated(`${path} was not among the files that were kept: ${howToInspect(context.facts)}`);
    }
    return run(null);
  });
}

/** Like `withKeptFile`, for files of an operating system: a folder without them is no system, so the question makes no sense. */
export function withSystemFile(context: GateContext, path: string, run: (file: KeptFile | null) => Outcome): Outcome {
  return withKeptFile(context, path, (file) =>
    file === null && isFileSource(context.facts) ? notApplicable(`the folder has no ${path}`) : run(file),
  );
}

function keptFile(file: RetrievedFile): KeptFile {
  const text = texts.get(file) ?? base64Text(file.content);
  texts.set(file, text);
  return { path: file.path, text, ...(file.layer === undefined ? {} : { layer: file.layer }) };
}

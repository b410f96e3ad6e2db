import type { Assertion, CharSet, PatternNode } from './nodes.ts';

/** One step of a compiled pattern; numbers are indexes of steps. */
export type Step =
  | { readonly op: 'set'; readonly set: CharSet; readonly next: number }
  | { readonly op: 'split'; readonly next: number; readonly other: number }
  | { readonly op: 'assert'; readonly what: Assertion; readonly next: number }
  | { readonly op: 'look'; readonly start: number; readonly negative: boolean; readonly next: number }
  | { readonly op: 'match' };

/** Steps a pattern may have once its counts are written out. */
export const maxSteps = 1_000;

/** The steps of a pattern and where to begin. */
export interface Program {
  readonly steps: readonly Step[];
  readonly start: number;
}

/** Compiles a tree from its end to its beginning; null when it needs more than `maxSteps`. */
export function compile(node: PatternNode): Program | null {
  const steps: Step[] = [{ op: 'match' }];
  const start = emit(steps, node, 0);
  return start === null ? null : { steps, start };
}

function emit(steps: Step[], node: PatternNode, next: number): number | null {
  switch (node.kind) {
    case 'set':
      return add(steps, { op: 'set', set: node.set, next });
    case 'assert':
      return add(steps, { op: 'assert', what: node.what, next });
    case 'sequence':
      return emitAll(steps, node.of, next);
    case 'either':
      return emitEither(steps, node.of, next);
    case 'look': {
      const start = emit(steps, node.of, 0);
      return start === null ? null : add(steps, { op: 'look', start, negative: node.negative, next });
    }
    case 'repeat':
      return emitRepeat(steps, node, next);
  }
}

function emitAll(steps: Step[], nodes: readonly PatternNode[], next: number): number | null {
  let start: number | null = next;
  for (let i = nodes.length - 1; i >= 0 && start !== null; i--) start = emit(steps, nodes[i] as PatternNode, start);
  return start;
}

function emitEither(steps: Step[], nodes: readonly PatternNode[], next: number): number | null {
  let start: number | null = null;
  for (const node of [...nodes].reverse()) {
    const branch = emit(steps, node, next);
    if (branch === null) return null;
    start = start === null ? branch : add(steps, { op: 'split', next: branch, other: start });
    if (start === null) return null;
  }
  return start;
}

function emitRepeat(steps: Step[], node: PatternNode & { kind: 'repeat' }, next: number): number | null {
  let start: number | null = next;
  if (node.max === null) start = emitLoop(steps, node.of, next);
  for (let i = node.max ?? node.min; i > node.min && start !== null; i--) {
    const body: number | null = emit(steps, node.of, start);
    if (body === start) break;
    start = body === null ? null : add(steps, { op: 'split', next: body, other: next });
  }
  for (let i = 0; i < node.min && start !== null; i++) {
    const before: number = start;
    start = emit(steps, node.of, before);
    // An empty body stays empty however often it is written: without this, nested counts of nothing take for ever.
    if (start === before) break;
  }
  return start;
}

/** A loop is a split that its own body comes back to. */
function emitLoop(steps: Step[], node: PatternNode, next: number): number | null {
  const loop = add(steps, { op: 'split', next, other: next });
  if (loop === null) return null;
  const body = emit(steps, node, loop);
  if (body !== null) steps[loop] = { op: 'split', next: body, other: next };
  return body === null ? null : loop;
}

function add(steps: Step[], step: Step): number | null {
  return steps.length >= maxSteps ? null : steps.push(step) - 1;
}

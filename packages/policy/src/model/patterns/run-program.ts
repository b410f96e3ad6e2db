import type { Automaton } from './automaton.ts';
import { type Assertion, matchesChar } from './nodes.ts';
import type { Program, Step } from './program.ts';

/** Steps that all patterns of one evaluation may take together; counts down. */
export interface PatternBudget {
  steps: number;
  /** How often each pattern was tried, and what was made of those that are tried often. */
  often?: WeakMap<object, TriedPattern>;
}

/** A pattern in one evaluation. */
export interface TriedPattern {
  tries: number;
  /** Undefined while it was not tried often; null when it cannot be one. */
  automaton?: Automaton | null;
}

/** Flags of the expression. */
export interface RunOptions {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
}

interface Run extends RunOptions {
  readonly steps: readonly Step[];
  readonly text: Uint32Array;
  readonly budget: PatternBudget;
  /** One bit per (step, position): already explored without reaching the end. */
  readonly seen: Uint32Array;
  readonly looks: Map<number, boolean>;
}

/**
 * Does the pattern match from the start of the text? Explores each pair of step and position at most once, so the
 * time is bounded by steps x length however the pattern is nested. Null when the budget is used up.
 */
export function runProgram(program: Program, text: Uint32Array, options: RunOptions & { budget: PatternBudget }) {
  const bits = program.steps.length * (text.length + 1);
  const run: Run = {
    ...options,
    steps: program.steps,
    text,
    seen: new Uint32Array((bits >> 5) + 1),
    looks: new Map(),
  };
  return explore(run, program.start, 0);
}

function explore(run: Run, start: number, position: number): boolean | null {
  const width = run.text.length + 1;
  const open = [start * width + position];
  const trail: number[] = [];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (!mark(run.seen, state)) continue;
    if (--run.budget.steps < 0) return null;
    trail.push(state);
    const at = state % width;
    const step = run.steps[(state - at) / width] as Step;
    if (step.op === 'match') return forget(run.seen, trail);
    const outcome = advance(run, step, at);
    if (outcome === null) return null;
    if (outcome < 0) continue;
    if (step.op === 'split') open.push(step.other * width + at);
    open.push(step.next * width + outcome);
  }
  return false;
}

/** The position after the step, -1 when it fails, null when the budget is used up. */
function advance(run: Run, step: Exclude<Step, { op: 'match' }>, at: number): number | null {
  switch (step.op) {
    case 'split':
      return at;
    case 'set':
      return at < run.text.length && matchesChar(step.set, run.text[at] as number, run.ignoreCase) ? at + 1 : -1;
    case 'assert':
      return holds(run, step.what, at) ? at : -1;
    case 'look': {
      const found = look(run, step.start, at);
      return found === null ? null : found !== step.negative ? at : -1;
    }
  }
}

function look(run: Run, start: number, at: number): boolean | null {
  const key = start * (run.text.length + 1) + at;
  const known = run.looks.get(key);
  if (known !== undefined) return known;
  const found = explore(run, start, at);
  if (found !== null) run.looks.set(key, found);
  return found;
}

function holds(run: Run, what: Assertion, at: number): boolean {
  const { text } = run;
  switch (what) {
    case 'text-start':
      return at === 0;
    case 'text-end':
      return at === text.length;
    case 'start':
      return at === 0 || (run.multiline && text[at - 1] === 10);
    case 'end':
      return at === text.length || (text[at] === 10 && (run.multiline || at === text.length - 1));
    case 'word-edge':
      return isWord(text[at - 1]) !== isWord(text[at]);
    case 'no-word-edge':
      return isWord(text[at - 1]) === isWord(text[at]);
  }
}

function isWord(code: number | undefined): boolean {
  if (code === undefined) return false;
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}

/** Marks a state; false when it was marked before. */
function mark(seen: Uint32Array, state: number): boolean {
  const word = state >>> 5;
  const bit = 1 << (state & 31);
  if (((seen[word] as number) & bit) !== 0) return false;
  seen[word] = (seen[word] as number) | bit;
  return true;
}

/** A successful exploration proves nothing bad of its states: the next look-ahead may need them again. */
function forget(seen: Uint32Array, trail: readonly number[]): true {
  for (const state of trail) seen[state >>> 5] = (seen[state >>> 5] as number) & ~(1 << (state & 31));
  return true;
}

import { type CharSet, matchesChar } from './nodes.ts';
import type { Program, Step } from './program.ts';
import type { PatternBudget, RunOptions } from './run-program.ts';

/** Every place in a pattern where a match may be after the characters so far. */
interface State {
  /** Indexes of the steps that take a character. */
  readonly open: readonly number[];
  /** The match is complete, whatever follows. */
  readonly accepts: boolean;
  /** The match is complete if nothing follows. */
  readonly acceptsAtEnd: boolean;
  /** By code point below 128, and the others; null when no match is possible any more. */
  readonly ascii: (State | null | undefined)[];
  readonly beyond: Map<number, State | null>;
}

/** A pattern as an automaton whose states are made when first needed: for patterns that are tried on many texts. */
export interface Automaton {
  /** Null: the budget is used up, or the pattern has more states than are worth it. */
  test(text: string, budget: PatternBudget): boolean | null;
}

/** More states are not worth it: the pattern is of the kind that blows up. */
const mostStates = 512;
/** What a state costs of the budget: its memory and the time to make it. */
const stateCost = 400;
/** Characters that an automaton takes in the time of one step of `runProgram`. */
const charactersPerStep = 8;

/** Makes an automaton; null for patterns that look around, whose state is more than the places in the pattern. */
export function makeAutomaton(program: Program, { ignoreCase, multiline }: RunOptions): Automaton | null {
  const { steps, start } = program;
  if (multiline || steps.some(isUnfit)) return null;
  const states = new Map<string, State>();
  const first = stateOf(steps, [start], true);

  function next(state: State, code: number, budget: PatternBudget): State | null | undefined {
    const taken = state.open.flatMap((at) => {
      const step = steps[at];
      return step?.op === 'set' && matchesChar(step.set as CharSet, code, ignoreCase) ? [step.next] : [];
    });
    budget.steps -= state.open.length + 1;
    const made = taken.length === 0 ? null : known(stateOf(steps, taken, false), budget);
    if (made === undefined) return undefined;
    if (code < 128) state.ascii[code] = made;
    else state.beyond.set(code, made);
    return made;
  }

  function known(state: State, budget: PatternBudget): State | undefined {
    const key = `${state.accepts} ${state.acceptsAtEnd} ${state.open.join()}`;
    const found = states.get(key);
    if (found !== undefined) return found;
    budget.steps -= stateCost + state.open.length;
    if (states.size >= mostStates || budget.steps < 0) return undefined;
    states.set(key, state);
    return state;
  }

  function walk(text: string, budget: PatternBudget): State | null | undefined {
    let state: State | null | undefined = first;
    for (let at = 0; state && at < text.length && !state.accepts; at++) {
      const code = text.codePointAt(at) as number;
      if (code > 0xffff) at++;
      const after: State | null | undefined = code < 128 ? state.ascii[code] : state.beyond.get(code);
      state = after === undefined ? next(state, code, budget) : after;
    }
    return state;
  }

  return {
    test(text, budget) {
      budget.steps -= 1 + Math.trunc(text.length / charactersPerStep);
      if (budget.steps < 0) return null;
      const state = walk(text, budget);
      return state === undefined ? null : state !== null && (state.accepts || state.acceptsAtEnd);
    },
  };
}

function isUnfit(step: Step): boolean {
  return step.op === 'look' || (step.op === 'assert' && (step.what === 'word-edge' || step.what === 'no-word-edge'));
}

function stateOf(steps: readonly Step[], from: readonly number[], atStart: boolean): State {
  const here = reach(steps, from, { atStart, atEnd: false });
  const atEnd = reach(steps, from, { atStart, atEnd: true });
  const open = [...here].filter((at) => steps[at]?.op === 'set').sort((a, b) => a - b);
  const accepts = [...here].some((at) => steps[at]?.op === 'match');
  const acceptsAtEnd = [...atEnd].some((at) => steps[at]?.op === 'match');
  return { open, accepts, acceptsAtEnd, ascii: [], beyond: new Map() };
}

/** Steps that are reached without taking a character. */
function reach(
  steps: readonly Step[],
  from: readonly number[],
  { atStart, atEnd }: { readonly atStart: boolean; readonly atEnd: boolean },
): Set<number> {
  const reached = new Set<number>();
  const open = [...from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    const step = steps[at];
    if (step?.op === 'split') open.push(step.next, step.other);
    if (step?.op !== 'assert') continue;
    const holds = step.what === 'start' || step.what === 'text-start' ? atStart : atEnd;
    if (holds) open.push(step.next);
  }
  return reached;
}

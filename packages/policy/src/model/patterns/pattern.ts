import { makeAutomaton } from './automaton.ts';
import { type ParsedPattern, parsePattern } from './parse-pattern.ts';
import { compile, maxSteps, type Program } from './program.ts';
import { requiredLiteral } from './required-literal.ts';
import { type PatternBudget, type RunOptions, runProgram } from './run-program.ts';

/** Longest pattern in characters. */
const maxPatternLength = 2_000;
/** Longest text in characters that a pattern is tried on. */
export const maxTextLength = 8_192;

/** Steps of the budget that compiling one step of a pattern costs. */
const compileCost = 20;

/** A regular expression from a policy. */
export interface Pattern {
  readonly source: string;
  /** Does it match from the start (not necessarily to the end)? Null: the text is too long or the budget used up. */
  test(text: string, budget: PatternBudget): boolean | null;
}

/**
 * Compiles a regular expression of a policy author, anchored at the start as Python's `re.match`. Never handed to the
 * engine of the platform, whose back-tracking can take for ever on a hostile pattern or text.
 */
export function compilePattern(source: string): { ok: true; pattern: Pattern } | { ok: false; because: string } {
  if (source.length > maxPatternLength)
    return { ok: false, because: `it is longer than ${maxPatternLength} characters` };
  const parsed = parsePattern(source);
  if (!parsed.ok) return parsed;
  const size = compile(parsed.node)?.steps.length;
  if (size === undefined)
    return { ok: false, because: `it needs more than ${maxSteps} steps with its counts written out` };
  return { ok: true, pattern: lazyPattern(source, parsed, size) };
}

/** Compiled when first tried, at the expense of the budget: a policy full of patterns it never uses stays small. */
function lazyPattern(source: string, parsed: ParsedPattern & { ok: true }, size: number): Pattern {
  const { ignoreCase, multiline } = parsed;
  const literal = ignoreCase ? '' : requiredLiteral(parsed.node);
  let program: Program | null = null;
  return {
    source,
    test(text, budget) {
      if (text.length > maxTextLength) return null;
      if (!text.includes(literal)) return false;
      if (program === null) {
        budget.steps -= size * compileCost;
        if (budget.steps < 0) return null;
        program = compile(parsed.node);
      }
      return program && run(program, text, { ignoreCase, multiline, budget });
    },
  };
}

/** So many texts later an automaton pays. */
const oftenTried = 16;

function run(program: Program, text: string, options: RunOptions & { readonly budget: PatternBudget }): boolean | null {
  const { budget } = options;
  budget.often ??= new WeakMap();
  const tried = budget.often.get(program) ?? { tries: 0 };
  budget.often.set(program, tried);
  if (tried.automaton === undefined && ++tried.tries > oftenTried) tried.automaton = makeAutomaton(program, options);
  // Before a line feed at the end `$` holds too: that an automaton cannot see.
  const answer = tried.automaton && !text.includes('\n') ? tried.automaton.test(text, budget) : null;
  if (answer !== null) return answer;
  // One that gave up once would give up again.
  if (tried.automaton && !text.includes('\n')) tried.automaton = null;
  return runProgram(program, codePoints(text), options);
}

/** A budget that no honest policy uses up, and that keeps a hostile one within about a second. */
export function newPatternBudget(): PatternBudget {
  return { steps: 20_000_000 };
}

function codePoints(text: string): Uint32Array {
  const codes = new Uint32Array(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) ?? 0;
    codes[length++] = code;
    if (code > 0xffff) i++;
  }
  return codes.subarray(0, length);
}

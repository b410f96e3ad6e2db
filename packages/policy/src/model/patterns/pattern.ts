import { parsePattern } from './parse-pattern.ts';
import { compile, maxSteps } from './program.ts';
import { type PatternBudget, runProgram } from './run-program.ts';

/** Longest pattern in characters. */
const maxPatternLength = 2_000;
/** Longest text in characters that a pattern is tried on. */
export const maxTextLength = 8_192;

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
  const program = compile(parsed.node);
  if (!program) return { ok: false, because: `it needs more than ${maxSteps} steps with its counts written out` };
  const { ignoreCase, multiline } = parsed;
  return {
    ok: true,
    pattern: {
      source,
      test: (text, budget) =>
        text.length > maxTextLength ? null : runProgram(program, codePoints(text), { ignoreCase, multiline, budget }),
    },
  };
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

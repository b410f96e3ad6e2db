import { compilePattern, type Pattern, type PatternBudget } from '../../model/patterns/index.ts';
import { OverBudget } from './meter.ts';

/** Patterns that were compiled last: expressions are asked again and again. */
const compiled = new Map<string, Pattern>();
const mostCompiled = 200;

/** The budget of the evaluation that is running; evaluations do not overlap. */
const current: { budget: PatternBudget | null } = { budget: null };

/** Runs something whose patterns are paid from this budget. */
export function withPatternBudget<T>(budget: PatternBudget, run: () => T): T {
  current.budget = budget;
  try {
    return run();
  } finally {
    current.budget = null;
  }
}

/** `matches` of CEL: somewhere in the text, in linear time. Throws when the pattern cannot be used or the budget is used up. */
export function matchesPattern(text: string, source: string): boolean {
  const pattern = compiled.get(source) ?? compile(source);
  const budget = current.budget ?? { steps: 0 };
  const result = pattern.test(text, budget);
  if (result === null && budget.steps >= 0) throw new Error('a text is too long for a regular expression');
  if (result === null) throw new OverBudget();
  return result;
}

function compile(source: string): Pattern {
  if (current.budget) current.budget.steps -= source.length * 20;
  const [flags = ''] = /^\(\?[a-z]+\)/.exec(source) ?? [];
  const result = compilePattern(`${flags}(?:.|\\n)*(?:${source.slice(flags.length)})`);
  if (!result.ok) throw new Error(`${source.slice(0, 100)} is not a usable regular expression: ${result.because}`);
  if (compiled.size >= mostCompiled) compiled.clear();
  compiled.set(source, result.pattern);
  return result.pattern;
}

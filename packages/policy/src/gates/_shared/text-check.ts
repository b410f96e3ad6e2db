import { splitList } from '../../gating/validators.ts';
import { compilePattern, type Pattern, type PatternBudget } from '../../model/patterns/index.ts';

/** Checks of a text that need no order. */
export const textChecks = ['=', '!=', 'exists', 'not_exists', 'like', 'not_like', 'in', 'not_in'] as const;

/** One of the checks of texts. */
export type TextCheck = (typeof textChecks)[number];

/** True for the checks that look at a value of the rule. */
export function needsValue(check: string): boolean {
  return check !== 'exists' && check !== 'not_exists';
}

/** What is wrong with the value of a check, or null. */
export function whyBadValue(check: string, value: string | null): string | null {
  if (value === null || (check !== 'like' && check !== 'not_like')) return null;
  const compiled = compilePattern(value);
  return compiled.ok ? null : `it is not a usable regular expression: ${compiled.because}`;
}

/** A check with its value made ready; `exists` and `not_exists` are the caller's. Null: it could not be decided. */
export type TextTest = (text: string, budget: PatternBudget) => boolean | null;

/** Prepares a check of texts: equality, membership of a comma list, or a pattern from the start of the text. */
export function textTest(check: TextCheck, value: string): TextTest {
  switch (check) {
    case '=':
      return (text) => text === value;
    case '!=':
      return (text) => text !== value;
    case 'in':
      return inList(value, true);
    case 'not_in':
      return inList(value, false);
    case 'like':
      return like(value, true);
    case 'not_like':
      return like(value, false);
    default:
      return () => false;
  }
}

function inList(value: string, expected: boolean): TextTest {
  const items = new Set(splitList(value, ','));
  return (text) => items.has(text) === expected;
}

function like(value: string, expected: boolean): TextTest {
  const compiled = compilePattern(value);
  return compiled.ok ? (text, budget) => decide(compiled.pattern, text, { budget, expected }) : () => null;
}

function decide(pattern: Pattern, text: string, { budget, expected }: { budget: PatternBudget; expected: boolean }) {
  const matched = pattern.test(text, budget);
  return matched === null ? null : matched === expected;
}

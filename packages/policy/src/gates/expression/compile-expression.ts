import type { Environment } from '@marcbachmann/cel-js';
import type { PatternBudget } from '../../model/patterns/index.ts';
import { withPatternBudget } from './matches-pattern.ts';
import { type Budget, callsOf, meterNodes, mostSteps, variablesOf } from './meter.ts';

/** Longest expression in characters. */
const maxLength = 4_000;

/** What expressions may call: all of it is cheap, and none looks at anything but its arguments. */
const allowedCalls: ReadonlySet<string> = new Set([
  ...['all', 'exists', 'exists_one', 'filter', 'map', 'has', 'size', 'type', 'dyn'],
  ...['bool', 'double', 'int', 'string', 'uint', 'duration', 'timestamp'],
  ...[
    'contains',
    'endsWith',
    'indexOf',
    'lastIndexOf',
    'lowerAscii',
    'matches',
    'startsWith',
    'substring',
    'trim',
    'upperAscii',
  ],
  ...[
    'getDate',
    'getDayOfMonth',
    'getDayOfWeek',
    'getDayOfYear',
    'getFullYear',
    'getHours',
    'getMilliseconds',
    'getMinutes',
    'getMonth',
    'getSeconds',
  ],
]);

/** An expression that can be run. */
export interface Expression {
  /** Names that it looks at. */
  readonly names: ReadonlySet<string>;
  /** Its value; throws an error with words for people when it has none. */
  run(variables: Readonly<Record<string, unknown>>, budgets: Budgets): unknown;
}

/** What an evaluation may still spend. */
export interface Budgets {
  readonly steps: Budget;
  readonly patterns: PatternBudget;
}

/** Reads and type-checks an expression; `wanted` is the CEL type that it must have, null for any. */
export function compileExpression(
  source: string,
  environment: Environment,
  wanted: string | null,
): { readonly ok: true; readonly expression: Expression } | { readonly ok: false; readonly because: string } {
  if (source.length > maxLength) return refused(`it is longer than ${maxLength} characters`);
  try {
    const parsed = environment.parse(source);
    for (const call of callsOf(parsed.ast)) {
      if (!allowedCalls.has(call.name)) return refused(`it may not call ${call.name}`);
      // The library's own takes any time.
      if (call.name === 'matches') call.rename('matchesPattern');
    }
    const names = variablesOf(parsed.ast);
    const checked = parsed.check();
    if (!checked.valid) return refused(firstLine(checked.error));
    if (wanted !== null && checked.type !== wanted && checked.type !== 'dyn') {
      return refused(`it is of type ${checked.type ?? 'unknown'}, and ${wanted} is wanted`);
    }
    const budget: { now: Budget } = { now: { steps: mostSteps } };
    meterNodes(parsed.ast, () => budget.now);
    return {
      ok: true,
      expression: {
        names,
        run(variables, { steps, patterns }) {
          budget.now = steps;
          return withPatternBudget(patterns, () => parsed({ ...variables }) as unknown);
        },
      },
    };
  } catch (error) {
    return refused(firstLine(error));
  }
}

function refused(because: string): { readonly ok: false; readonly because: string } {
  return { ok: false, because };
}

/** Errors of the library show the place on further lines. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').slice(0, 300);
}

/** Steps that one evaluation may take in all its expressions together: within a second. */
export const mostSteps = 2_000_000;

/** What is left of the steps of an evaluation. */
export interface Budget {
  steps: number;
}

/** Thrown by an expression that costs too much. */
export class OverBudget extends Error {
  constructor() {
    super(`it needs more than ${mostSteps} steps`);
  }
}

/** One for all: an expression that swallows errors goes on throwing it until its loops end. */
const over = new OverBudget();

type Evaluate = (evaluator: unknown, node: unknown, context: unknown) => unknown;

/** What the parser gives; `meta.alternate` is what a macro was made into. */
interface Node {
  readonly op: string;
  readonly args: unknown;
  readonly meta: { readonly alternate?: unknown; readonly evaluate: Evaluate };
  setMeta(key: string, value: unknown): unknown;
}

/**
 * Makes every node of a checked expression pay before it runs, so that nested loops over long lists end. Lists and texts that come out
 * cost by their length. `budget` gives what the running evaluation has left.
 */
export function meterNodes(root: unknown, budget: () => Budget): void {
  for (const node of reachable(root)) {
    const { evaluate } = node.meta;
    const cost = isZoned(node) ? zonedSteps : 1;
    node.setMeta('evaluate', (evaluator: unknown, self: unknown, context: unknown) => {
      spend(budget(), cost);
      const result = evaluated(() => evaluate(evaluator, self, context), budget);
      const size = sizeOf(result, node.op);
      if (size > 0) spend(budget(), size);
      return result;
    });
  }
}

/** To tell the hour of a place, its calendar is looked up each time. */
const zonedSteps = 200;

/** A part of a time that is asked for in a time zone: `now.getHours("Europe/Paris")`. */
function isZoned({ op, args }: Node): boolean {
  if (op !== 'rcall' || !Array.isArray(args)) return false;
  const [name, , given] = args as unknown[];
  return typeof name === 'string' && name.startsWith('get') && Array.isArray(given) && given.length > 0;
}

/** Making an error costs as much as many steps, and loops may swallow one in each turn. */
const errorSteps = 200;

function evaluated(run: () => unknown, budget: () => Budget): unknown {
  try {
    return run();
  } catch (error) {
    if (error !== over) spend(budget(), errorSteps);
    throw error;
  }
}

function spend(budget: Budget, steps: number): void {
  budget.steps -= steps;
  if (budget.steps < 0) throw over;
}

/** Whoever gets a list or a text may look at all of it; what is made anew is paid for in full. */
function sizeOf(result: unknown, op: string): number {
  const isMade = op === '+' || op === 'rcall' || op === 'call';
  if (typeof result === 'string') return isMade ? result.length : result.length >> 4;
  if (Array.isArray(result)) return isMade ? result.length : result.length >> 3;
  return 0;
}

/** Names of the variables that an expression looks at, also those that its loops declare. */
export function variablesOf(root: unknown): ReadonlySet<string> {
  const names = [...reachable(root)].flatMap(({ op, args }) => (op === 'id' && typeof args === 'string' ? [args] : []));
  return new Set(names);
}

/** Calls with the name and the node, so that one name can be put in the place of another before types are checked. */
export function callsOf(root: unknown): { readonly name: string; rename(name: string): void }[] {
  return [...reachable(root)].flatMap(({ op, args }) => {
    if ((op !== 'call' && op !== 'rcall') || !Array.isArray(args)) return [];
    const parts = args as unknown[];
    return [
      {
        name: String(parts[0]),
        rename(name: string) {
          parts[0] = name;
        },
      },
    ];
  });
}

function reachable(root: unknown): Set<Node> {
  const found = new Set<Node>();
  const seen = new Set<unknown>();
  const open: unknown[] = [root];
  for (let next = open.pop(); open.length > 0 || next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    if (isNode(next)) {
      found.add(next);
      open.push(next.args, next.meta.alternate);
    } else if (Array.isArray(next)) open.push(...(next as unknown[]));
    else if (isLoop(next)) open.push(next.iterable, next.init, next.step);
  }
  return found;
}

function isNode(value: object): value is Node {
  return 'op' in value && 'args' in value && 'setMeta' in value && 'meta' in value;
}

function isLoop(value: object): value is { iterable: unknown; init: unknown; step: unknown } {
  return 'iterable' in value && 'step' in value && 'init' in value;
}

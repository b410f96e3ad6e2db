/** What a choice of edits rests on: for each thing to be done, the edits that do it; and what each edit costs. */
export interface CoverQuestion {
  /** Indexes of edits; each list has at least one. */
  readonly needs: readonly (readonly number[])[];
  readonly cost: readonly number[];
}

/** The edits to make, in order of their indexes. */
export interface Cover {
  readonly chosen: readonly number[];
  /** Nothing cheaper does it. */
  readonly optimal: boolean;
}

/** Up to so many edits that depend on each other are tried out in every useful combination. */
const mostExact = 20;
/** Steps of that search; a stranger's image shall not make it long. */
const mostSteps = 200_000;

/**
 * The cheapest edits that do everything (minimum set cover). What only one edit does decides itself; what is left falls into parts
 * that share no edit. A part of up to 20 edits is searched by branch and bound, a larger one, after edits that another does better
 * are gone, by taking what does most for its cost.
 */
export function cheapestCover({ needs, cost }: CoverQuestion): Cover {
  const chosen = new Set<number>();
  let optimal = true;
  for (const part of partsOf(distinct(needs))) {
    const solved = solvePart(part, cost);
    for (const edit of solved.chosen) chosen.add(edit);
    optimal &&= solved.optimal;
  }
  return { chosen: [...chosen].sort((a, b) => a - b), optimal };
}

type Needs = readonly (readonly number[])[];

function distinct(needs: Needs): Needs {
  return [...new Map(needs.map((one) => [[...one].sort((a, b) => a - b).join(), one])).values()];
}

/** Lists that share edits, directly or through others, belong together. */
function partsOf(needs: Needs): Needs[] {
  const parent = new Map<number, number>();
  const rootOf = (edit: number): number => {
    let at = edit;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) {
      parent.set(at, parent.get(up) ?? up);
      at = up;
    }
    return at;
  };
  for (const [first, ...others] of needs) for (const edit of others) parent.set(rootOf(edit), rootOf(first ?? edit));
  const parts = new Map<number, (readonly number[])[]>();
  for (const one of needs) {
    const root = rootOf(one[0] ?? -1);
    const part = parts.get(root);
    if (part) part.push(one);
    else parts.set(root, [one]);
  }
  return [...parts.values()];
}

function solvePart(part: Needs, cost: readonly number[]): Cover {
  const forced = new Set(part.flatMap((one) => (one.length === 1 ? one : [])));
  const open = part.filter((one) => !one.some((edit) => forced.has(edit)));
  if (open.length === 0) return { chosen: [...forced], optimal: true };
  if (forced.size > 0) {
    const rest = cheapestCover({ needs: open, cost });
    return { chosen: [...forced, ...rest.chosen], optimal: rest.optimal };
  }
  if (new Set(open.flat()).size <= mostExact) {
    const exact = searched(open, cost);
    if (exact) return { chosen: exact, optimal: true };
  }
  const fewer = withoutDominated(open, cost);
  if (fewer) return cheapestCover({ needs: fewer, cost });
  return { chosen: greedy(open, cost), optimal: false };
}

/** Branch and bound on the need with the fewest edits; null when it takes too long. */
function searched(needs: Needs, cost: readonly number[]): number[] | null {
  let best: { chosen: number[]; cost: number } | null = null;
  let steps = 0;
  const visit = (chosen: number[], spent: number): void => {
    if (++steps > mostSteps || (best && spent >= best.cost)) return;
    const open = needs.filter((one) => !one.some((edit) => chosen.includes(edit)));
    const next = open.reduce<readonly number[] | null>(
      (least, one) => (least && least.length <= one.length ? least : one),
      null,
    );
    if (next === null) {
      best = { chosen, cost: spent };
      return;
    }
    for (const edit of next) visit([...chosen, edit], spent + (cost[edit] ?? 0));
  };
  visit([], 0);
  // The search sets it, which the compiler does not see.
  const found = best as { chosen: number[] } | null;
  return steps > mostSteps ? null : (found?.chosen ?? []);
}

/** Leaves out edits that do nothing that another of no more edits' worth does not do as well; null when there are none. */
function withoutDominated(needs: Needs, cost: readonly number[]): Needs | null {
  const doneBy = new Map<number, Set<number>>();
  needs.forEach((one, at) => {
    for (const edit of one) doneBy.set(edit, (doneBy.get(edit) ?? new Set()).add(at));
  });
  const gone = new Set<number>();
  for (const [edit, done] of doneBy) {
    const [some] = done;
    const rivals = needs[some ?? -1] ?? [];
    const isWorse = rivals.some((other) => {
      const others = doneBy.get(other);
      if (other === edit || gone.has(other) || !others || others.size < done.size) return false;
      if (others.size === done.size && worth(cost, other, edit) >= 0) return false;
      return [...done].every((need) => others.has(need));
    });
    if (isWorse) gone.add(edit);
  }
  return gone.size === 0 ? null : needs.map((one) => one.filter((edit) => !gone.has(edit)));
}

/** Below zero when the first is to be preferred of two that do the same. */
function worth(cost: readonly number[], one: number, other: number): number {
  return (cost[one] ?? 0) - (cost[other] ?? 0) || one - other;
}

function greedy(needs: Needs, cost: readonly number[]): number[] {
  const chosen: number[] = [];
  let open = needs;
  while (open.length > 0) {
    const does = new Map<number, number>();
    for (const one of open) for (const edit of one) does.set(edit, (does.get(edit) ?? 0) + 1);
    const value = (edit: number) => (does.get(edit) ?? 0) / (cost[edit] ?? 1);
    const [best] = [...does.keys()].sort((a, b) => value(b) - value(a) || a - b);
    if (best === undefined) break;
    chosen.push(best);
    open = open.filter((one) => !one.includes(best));
  }
  return chosen;
}

/** The six comparison operators of the policy format. */
export const comparisons = ['=', '!=', '<', '>', '<=', '>='] as const;

/** One of the comparison operators. */
export type ComparisonOperator = (typeof comparisons)[number];

/** Does `left operator right` hold? Texts compare by code unit. */
export function holds<T extends number | string>(left: T, operator: ComparisonOperator, right: T): boolean {
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    case '>=':
      return left >= right;
  }
}

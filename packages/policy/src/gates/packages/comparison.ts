import { compareVersions, kindFacts, type Package } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { splitList } from '../../gating/validators.ts';
import { matchesWildcard } from '../../model/patterns/index.ts';
import { comparisons, holds } from '../_shared/compare.ts';
import { textTest } from '../_shared/text-check.ts';

/** Comparisons of texts. */
export const textComparisons = ['=', '!=', 'like', 'not_like', 'in', 'not_in'] as const;

/** Comparisons of versions: those of texts, and the order of the package's own kind. */
export const versionComparisons = [...textComparisons, '<', '>', '<=', '>='] as const;

/** One of the comparisons. */
export type PackageComparison = (typeof versionComparisons)[number];

/** Does a package pass? Null: it has no value to compare, or nobody can tell. */
export type PackageTest = (one: Package, context: GateContext) => boolean | null;

/**
 * Compares values of a package with text. For a positive comparison one of them is enough, a negative one must hold of all. In `=`, `!=`,
 * `in` and `not_in` a `*` stands for any run of characters.
 */
export function packageTest(
  comparison: PackageComparison,
  wanted: string,
  values: (one: Package) => readonly string[] | null,
): PackageTest {
  const ordered = comparisons.find((one) => one === comparison && one !== '=' && one !== '!=');
  if (ordered) return (one) => order(one, wanted, (sign) => holds(sign, ordered, 0));
  const negative = comparison === '!=' || comparison === 'not_like' || comparison === 'not_in';
  const matches = matcher(comparison, wanted);
  return (one, context) => {
    const answers = values(one)?.map((value) => matches(value, context)) ?? [null];
    if (answers.includes(true)) return !negative;
    return answers.includes(null) ? null : negative;
  };
}

function matcher(
  comparison: PackageComparison,
  wanted: string,
): (value: string, context: GateContext) => boolean | null {
  if (comparison === 'like' || comparison === 'not_like') {
    const test = textTest('like', wanted);
    return (value, { patternBudget }) => test(value, patternBudget);
  }
  const listed = comparison === 'in' || comparison === 'not_in' ? splitList(wanted, ',') : [wanted];
  return (value) => listed.some((pattern) => matchesWildcard(pattern, value));
}

function order(one: Package, wanted: string, accepts: (sign: number) => boolean): boolean | null {
  const scheme = kindFacts(one.kind).versionScheme;
  if (scheme === null || one.version === null) return null;
  const comparison = compareVersions(scheme, one.version, wanted);
  return comparison.sure ? accepts(comparison.order) : null;
}

import type { CvssScore, Match } from '@gantry/core';
import { optional, withDefault } from '../../gating/parameters.ts';
import { decimalNumber, oneOf } from '../../gating/validators.ts';
import { type ComparisonOperator, comparisons, holds } from '../_shared/compare.ts';

type ScorePart = 'base' | 'exploitability' | 'impact';

/** One score condition of a rule: absent when the rule gives no number. */
export interface ScoreCondition {
  readonly name: string;
  readonly part: ScorePart;
  readonly vendor: boolean;
  readonly operator: ComparisonOperator;
  readonly limit: number;
}

/** A score parameter and its comparison. */
export function scoreParameters(part: ScorePart, vendor: boolean) {
  const name = `${vendor ? 'vendor_' : ''}cvss_v3_${part}_score`;
  const who = vendor ? 'a vendor' : 'NVD';
  return {
    limit: optional(name, decimalNumber, {
      help: `CVSS v3 ${part} score by ${who}: the highest one counts.`,
      example: '7.0',
    }),
    operator: withDefault(`${name}_comparison`, oneOf(...comparisons), {
      help: `How the ${part} score is compared.`,
      example: '>=',
      fallback: '>=',
    }),
  };
}

/** The highest CVSS v3.x score of the kind; null when nobody gave one. */
export function scoreOf({ scores }: Match, { part, vendor }: Pick<ScoreCondition, 'part' | 'vendor'>): number | null {
  const values = scores
    .filter(({ version, source }) => version.startsWith('3.') && (source === 'nvd') !== vendor)
    .map((score) => partOf(score, part))
    .filter((value) => value !== undefined);
  return values.length > 0 ? Math.max(...values) : null;
}

function partOf(score: CvssScore, part: ScorePart): number | undefined {
  if (part === 'base') return score.baseScore;
  return part === 'impact' ? score.impactScore : score.exploitabilityScore;
}

/** A missing score counts as -1, as the format has it; callers report it as not judged too. */
export function scoreHolds(condition: ScoreCondition, score: number | null): boolean {
  return holds(score ?? -1, condition.operator, condition.limit);
}

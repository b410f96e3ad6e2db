import type { CvssScore, Match, Severity } from '@gantry/core';

/** A base score to go by, and where it is from. */
export interface BaseScore {
  readonly value: number;
  readonly from: 'score' | 'severity';
}

/** The lowest score of each severity, where nobody gave a score. */
const lowest: Readonly<Record<Severity, number | null>> = {
  critical: 9,
  high: 7,
  medium: 4,
  low: 0.1,
  negligible: 0.1,
  unknown: null,
};

const preferences: readonly ((score: CvssScore) => boolean)[] = [
  ({ source, version }) => source === 'nvd' && version.startsWith('3.'),
  ({ source, version }) => source === 'nvd' && version === '2.0',
  ({ version }) => version.startsWith('3.'),
  () => true,
];

/**
 * The base score of a match in the order that FedRAMP asks for: CVSS v3 by NVD, then v2 by NVD, then anyone's; the highest of equals.
 * Without any it is the lowest score of its severity; null when that is unknown too.
 */
export function baseScoreOf({ scores, severity }: Match): BaseScore | null {
  for (const isPreferred of preferences) {
    const values = scores.filter(isPreferred).map(({ baseScore }) => baseScore);
    if (values.length > 0) return { value: Math.max(...values), from: 'score' };
  }
  const value = lowest[severity];
  return value === null ? null : { value, from: 'severity' };
}

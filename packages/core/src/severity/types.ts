/** Severity names from least to most severe; `unknown` sorts below all. The scale of the v2 API. */
export const severities = ['unknown', 'negligible', 'low', 'medium', 'high', 'critical'] as const;

/** One step of the scale. */
export type Severity = (typeof severities)[number];

/** -1, 0 or 1 by severity. */
export function compareSeverity(a: Severity, b: Severity): number {
  return Math.sign(severities.indexOf(a) - severities.indexOf(b));
}

/** A CVSS assessment and who made it. */
export interface CvssScore {
  /** `nvd`, or the advisory source. */
  readonly source: string;
  readonly version: '2.0' | '3.0' | '3.1' | '4.0';
  readonly vector: string;
  readonly baseScore: number;
  readonly exploitabilityScore?: number;
  readonly impactScore?: number;
}
